package topiclora.chat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import topiclora.plugin.Found;

/**
 * The vector of several documents together: {@code x = gain * sum_i w_i x_i}.
 *
 * @param weighting where the w_i come from
 * @param gain 1 for the documents' own strength
 */
public record PluginSum(Weighting weighting, double gain) {

  /** What a document's vector counts, by its place among those found. */
  public enum Weighting {
    /** 1 each. */
    ONES,
    /** 1/K each. */
    MEAN,
    /** 1 for the first, 1/2 for each other: what was measured best for K = 3. */
    DECAY,
    /** Its score by the highest score; scores below zero count nothing. */
    SCORES
  }

  private static final double BEHIND_THE_FIRST = 0.5;

  public PluginSum {
    if (!Double.isFinite(gain)) {
      throw new IllegalArgumentException("gain is " + gain + ", wanted a number");
    }
  }

  public static PluginSum defaults() {
    return new PluginSum(Weighting.DECAY, 1);
  }

  /** What each document counts, the gain included, in their order. */
  public double[] weights(List<Found> found) {
    double[] weights = new double[found.size()];
    switch (weighting) {
      case ONES -> Arrays.fill(weights, 1);
      case MEAN -> Arrays.fill(weights, 1.0 / weights.length);
      case DECAY -> Arrays.setAll(weights, i -> i == 0 ? 1 : BEHIND_THE_FIRST);
      case SCORES -> {
        double highest = found.stream().mapToDouble(Found::score).max().orElse(0);
        Arrays.setAll(weights, i -> highest > 0 ? Math.max(0, found.get(i).score() / highest) : 0);
      }
    }
    return Arrays.stream(weights).map(weight -> gain * weight).toArray();
  }

  /**
   * The sum, of {@code numbers} numbers; a document without a vector counts nothing.
   *
   * @param vectors by the documents' ids
   */
  public float[] of(List<Found> found, Map<String, float[]> vectors, int numbers) {
    float[] sum = new float[numbers];
    double[] weights = weights(found);
    for (int i = 0; i < weights.length; i++) {
      float[] x = vectors.get(found.get(i).document().id());
      for (int n = 0; x != null && n < numbers; n++) {
        sum[n] += (float) (weights[i] * x[n]);
      }
    }
    return sum;
  }
}
