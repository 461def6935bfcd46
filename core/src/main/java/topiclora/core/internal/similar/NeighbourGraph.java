package topiclora.core.internal.similar;

import java.util.Arrays;
import java.util.List;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;

/**
 * The nearest neighbours of every document of a model at once, exactly: what {@link Neighbours}
 * says of one, in a quadratic pass of plain sums.
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
    float[][] directions =
        documents.stream().map(document -> direction(document.vector())).toArray(float[][]::new);
    int most = Math.min(k, directions.length - 1);
    int[][] nearest = new int[directions.length][];
    double[][] cosines = new double[directions.length][];
    for (int d = 0; d < directions.length; d++) {
      Best best = new Best(most);
      for (int other = 0; other < directions.length; other++) {
        if (other != d) {
          best.offer(other, dot(directions[d], directions[other]));
        }
      }
      nearest[d] = best.index;
      cosines[d] = best.value;
    }
    return new NeighbourGraph(nearest, cosines);
  }

  private static float[] direction(float[] x) {
    double squares = 0;
    for (float value : x) {
      squares += (double) value * value;
    }
    float[] direction = new float[x.length];
    for (int i = 0; i < x.length && squares > 0; i++) {
      direction[i] = (float) (x[i] / Math.sqrt(squares));
    }
    return direction;
  }

  private static float dot(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** The largest of many values, in order. */
  private static final class Best {
    private final int[] index;
    private final double[] value;

    Best(int size) {
      index = new int[size];
      value = new double[size];
      Arrays.fill(value, Double.NEGATIVE_INFINITY);
    }

    void offer(int candidate, double offered) {
      int place = value.length;
      while (place > 0 && value[place - 1] < offered) {
        place--;
      }
      if (place < value.length) {
        System.arraycopy(index, place, index, place + 1, value.length - place - 1);
        System.arraycopy(value, place, value, place + 1, value.length - place - 1);
        index[place] = candidate;
        value[place] = offered;
      }
    }
  }
}
