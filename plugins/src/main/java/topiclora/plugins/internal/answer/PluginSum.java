package topiclora.plugins.internal.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import topiclora.core.internal.model.VectorSum;
import topiclora.plugins.DocumentWeighting;
import topiclora.plugins.internal.retrieve.SearchHit;

/**
 * The vector of several documents together: {@code x = scale * (m + sum_i w_i (x_i - m))}, with
 * what all documents have in common, m, once.
 *
 * @param weighting where the w_i come from
 * @param scale 1 for the documents' own strength
 */
public record PluginSum(DocumentWeighting weighting, double scale) {

  private static final double BEHIND_THE_FIRST = 0.5;
  private static final int POWER = 3;
  private static final double ENOUGH = 0.2; // share of a query's words

  public PluginSum {
    requireFinite(scale);
  }

  static void requireFinite(double scale) {
    if (!Double.isFinite(scale)) {
      throw new IllegalArgumentException(
          "scale is " + scale + ", wanted a number such as 1 or 0.5");
    }
  }

  /** What each document counts, before the scale, in their order. */
  public double[] weights(List<SearchHit> found) {
    double[] weights = new double[found.size()];
    switch (weighting) {
      case ONES -> Arrays.fill(weights, 1);
      case MEAN -> Arrays.fill(weights, 1.0 / weights.length);
      case DECAY -> Arrays.setAll(weights, i -> i == 0 ? 1 : BEHIND_THE_FIRST);
      case COVERAGE -> {
        double most = most(found);
        Arrays.setAll(
            weights,
            i ->
                found.get(i).coverage().added() == most
                    ? Math.min(1, most / ENOUGH)
                    : Math.pow(Math.min(1, found.get(i).coverage().added() / ENOUGH), POWER));
      }
      case SCORES -> {
        double highest = found.stream().mapToDouble(SearchHit::score).max().orElse(0);
        double opened = Math.min(1, most(found) / ENOUGH);
        Arrays.setAll(
            weights,
            i ->
                highest > 0
                    ? Math.pow(opened * Math.max(0, found.get(i).score() / highest), POWER)
                    : 0);
        double together = Math.sqrt(Math.max(1, Arrays.stream(weights).sum()));
        Arrays.setAll(weights, i -> weights[i] / together);
      }
    }
    return weights;
  }

  private static double most(List<SearchHit> found) {
    return found.stream().mapToDouble(one -> one.coverage().covered()).max().orElse(0);
  }

  /**
   * The sum; a document without a vector counts nothing.
   *
   * @param vectors by the documents' ids
   * @param sums over the model that they are of
   */
  public float[] of(List<SearchHit> found, Map<String, float[]> vectors, VectorSum sums) {
    double[] weights = weights(found);
    List<float[]> added = new ArrayList<>();
    double[] counted = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      float[] x = vectors.get(found.get(i).document().id());
      if (x != null && weights[i] > 0) {
        counted[added.size()] = weights[i];
        added.add(x);
      }
    }
    return sums.of(added, Arrays.copyOf(counted, added.size()), scale);
  }
}
