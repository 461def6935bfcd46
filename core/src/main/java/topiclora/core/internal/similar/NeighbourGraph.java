package topiclora.core.internal.similar;

import java.util.Arrays;
import java.util.List;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.lm.internal.math.Nearest;
import topiclora.lm.internal.math.VectorMath;

/**
 * The nearest neighbours of every document of a model at once, exactly: what {@link Neighbours}
 * says of one, in a quadratic pass.
 *
 * @param nearest indices of documents, the most like first; {@code [D, k]}
 * @param cosines of theirs, {@code [D, k]}
 */
public record NeighbourGraph(int[][] nearest, double[][] cosines) {

  /**
   * The {@code k} nearest of each, or all others where there are fewer. Of equally near documents
   * the earlier one comes first.
   */
  public static NeighbourGraph of(TopicModel model, int k) {
    List<DocumentVector> documents = model.documents();
    float[][] x = documents.stream().map(DocumentVector::vector).toArray(float[][]::new);
    double[] squares = Arrays.stream(x).mapToDouble(VectorMath::squaredNorm).toArray();
    int[][] nearest = new int[x.length][];
    double[][] cosines = new double[x.length][];
    for (int d = 0; d < x.length; d++) {
      int from = d;
      Nearest best =
          Nearest.of(
              x.length,
              k,
              from,
              to -> VectorMath.cosine(VectorMath.dot(x[from], x[to]), squares[from], squares[to]));
      nearest[d] = best.index();
      cosines[d] = best.likeness();
    }
    return new NeighbourGraph(nearest, cosines);
  }
}
