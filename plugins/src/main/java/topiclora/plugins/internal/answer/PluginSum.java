package topiclora.plugins.internal.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import topiclora.core.internal.model.VectorSum;
import topiclora.plugins.internal.retrieve.SearchHit;

/**
 * The vector of several documents together: {@code x = gain * (m + sum_i w_i (x_i - m))}, with what
 * all documents have in common, m, once.
 *
 * @param weighting where the w_i come from
 * @param scale 1 for the documents' own strength
 */
public record PluginSum(Weighting weighting, double scale) {

  /** What a document's vector counts, by its place among those found. */
  public enum Weighting {
    /** 1 each. */
    ONES,
    /** 1/K each. */
    MEAN,
    /** 1 for the first, 1/2 for each other: what was measured best for K = 3. */
    DECAY,
    /**
     * The third power of its score by the highest score; scores below zero count nothing. All of
     * them count less where the document that knows most of the query knows less than a fifth of
     * it: such a query is about none of them. And where several count, each counts less, by the
     * root of their sum, since it is not sure which is meant. For scores that say how much better
     * one document is than another, such as those of BM25: best there.
     */
    SCORES,
    /**
     * For the one that knows most of the query, what it knows; for each other the third power of
     * what it adds to those that know more. A fifth of the query is all that is wanted of either.
     * For documents that were named and not found, and for questions that need several.
     */
    COVERAGE;

    /** Whether it takes documents with what they are to the query. */
    public boolean dependsOnQuery() {
      return this == SCORES || this == COVERAGE;
    }
  }

  private static final double BEHIND_THE_FIRST = 0.5;
  private static final int POWER = 3;
  private static final double ENOUGH = 0.2; // share of a query's words

  public PluginSum {
    if (!Double.isFinite(scale)) {
      throw new IllegalArgumentException("gain is " + scale + ", wanted a number");
    }
  }

  public static PluginSum defaults() {
    return new PluginSum(Weighting.DECAY, 1);
  }

  /** What each document counts, before the gain, in their order. */
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
                found.get(i).newCoverage() == most
                    ? Math.min(1, most / ENOUGH)
                    : Math.pow(Math.min(1, found.get(i).newCoverage() / ENOUGH), POWER));
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
    return found.stream().mapToDouble(SearchHit::queryCoverage).max().orElse(0);
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
