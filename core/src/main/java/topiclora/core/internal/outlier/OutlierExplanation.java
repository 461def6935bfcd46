package topiclora.core.internal.outlier;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.similar.Neighbours;
import topiclora.core.internal.similar.Neighbours.Neighbour;
import topiclora.core.internal.topic.TopicDirection;
import topiclora.lm.internal.math.Nearest;
import topiclora.lm.internal.math.VectorMath;

/**
 * Why a document is unusual.
 *
 * @param meanDistance mean length of the difference from the {@value #NEIGHBOURS} vectors that are
 *     nearest so. Not by cosine: a few outliers of one kind point the same way, and would vouch for
 *     each other
 * @param nearest the most alike first, however far they are
 * @param topics what its vector has most of, the most first
 */
public record OutlierExplanation(
    double meanDistance, List<Neighbour> nearest, List<TopicShare> topics) {
  private static final int NEIGHBOURS = 15;

  /**
   * A topic that sticks out.
   *
   * @param component of x, from 0
   * @param share of |x|²
   */
  public record TopicShare(int component, double share) {}

  /** Those of one document of a model, at most {@code count} of each kind. */
  public static OutlierExplanation of(TopicModel model, DocumentVector document, int count) {
    return new OutlierExplanation(
        meanDistance(model, document),
        Neighbours.of(model).nearest(document.id(), count),
        topics(document.vector(), count));
  }

  private static double meanDistance(TopicModel model, DocumentVector from) {
    List<DocumentVector> others =
        model.documents().stream().filter(other -> !other.id().equals(from.id())).toList();
    Nearest nearest =
        Nearest.of(
            others.size(),
            NEIGHBOURS,
            Nearest.NONE,
            d -> -VectorMath.distance(from.vector(), others.get(d).vector()));
    return Arrays.stream(nearest.likeness()).map(n -> -n).average().orElse(Double.NaN);
  }

  private static List<TopicShare> topics(float[] x, int count) {
    return IntStream.range(0, x.length)
        .mapToObj(k -> new TopicShare(k, new TopicDirection(List.of(k)).share(x)))
        .filter(much -> much.share > 0)
        .sorted(Comparator.comparingDouble(TopicShare::share).reversed())
        .limit(count)
        .toList();
  }
}
