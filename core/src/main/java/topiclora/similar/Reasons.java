package topiclora.similar;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import topiclora.model.DocumentVector;
import topiclora.model.TopicModel;
import topiclora.similar.Neighbours.Neighbour;
import topiclora.topic.Direction;

/**
 * Why a document is unusual.
 *
 * @param distance mean of {@code 1 - cosine} to the {@value #NEIGHBOURS} nearest
 * @param nearest the most alike first, however far they are
 * @param topics what its vector has most of, the most first
 */
public record Reasons(double distance, List<Neighbour> nearest, List<Much> topics) {
  private static final int NEIGHBOURS = 15;

  /**
   * A topic that sticks out.
   *
   * @param component of x, from 0
   * @param share of |x|²
   */
  public record Much(int component, double share) {}

  /** Those of one document of a model, at most {@code count} of each kind. */
  public static Reasons of(TopicModel model, DocumentVector document, int count) {
    List<Neighbour> near = Neighbours.of(model).nearest(document.id(), NEIGHBOURS);
    double distance = near.stream().mapToDouble(n -> 1 - n.cosine()).average().orElse(Double.NaN);
    return new Reasons(
        distance, near.stream().limit(count).toList(), topics(document.x(), count));
  }

  private static List<Much> topics(float[] x, int count) {
    return IntStream.range(0, x.length)
        .mapToObj(k -> new Much(k, new Direction(List.of(k)).share(x)))
        .filter(much -> much.share > 0)
        .sorted(Comparator.comparingDouble(Much::share).reversed())
        .limit(count)
        .toList();
  }
}
