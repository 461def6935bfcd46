package topiclora.core.internal.topic;

import java.util.List;
import java.util.stream.Stream;
import topiclora.lm.internal.math.VectorMath;

/**
 * Where a topic lies in x: the positive sides of some components.
 *
 * @param components k, from 0; one, or several where topics were merged
 */
public record TopicDirection(List<Integer> components) {
  public TopicDirection {
    components = components.stream().sorted().toList();
    if (components.isEmpty()) {
      throw new IllegalArgumentException("a direction without components");
    }
  }

  /** A single component. */
  static TopicDirection of(int component) {
    return new TopicDirection(List.of(component));
  }

  /** Both together. */
  TopicDirection and(TopicDirection other) {
    return new TopicDirection(
        Stream.concat(components.stream(), other.components.stream()).distinct().toList());
  }

  /** The part of |x|² that lies on this side: the sum of {@code max(0, x_k)²}. */
  public double energy(float[] x) {
    double energy = 0;
    for (int k : components) {
      double above = Math.max(0, x[k]);
      energy += above * above;
    }
    return energy;
  }

  /** The share of |x|² that lies on this side, 0 to 1; 0 where x is zero. */
  public double share(float[] x) {
    double whole = VectorMath.squaredNorm(x);
    return whole == 0 ? 0 : energy(x) / whole;
  }
}
