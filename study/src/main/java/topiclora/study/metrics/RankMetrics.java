package topiclora.study.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Metrics of order alone. */
public final class RankMetrics {
  private RankMetrics() {}

  /** Spearman's rank correlation; NaN where one side is constant. */
  public static double spearman(double[] a, double[] b) {
    return pearson(of(a), of(b));
  }

  /** Pearson's correlation; NaN where one side is constant. */
  public static double pearson(double[] a, double[] b) {
    double ma = Arrays.stream(a).average().orElse(0);
    double mb = Arrays.stream(b).average().orElse(0);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - ma) * (b[i] - mb);
      aa += (a[i] - ma) * (a[i] - ma);
      bb += (b[i] - mb) * (b[i] - mb);
    }
    return ab / Math.sqrt(aa * bb);
  }

  /**
   * Area under the ROC curve: how often a positive has a higher score than a negative; a tie counts
   * half. NaN where one side is empty.
   */
  public static double auroc(double[] scores, boolean[] positive) {
    double[] ranks = of(scores);
    double sum = 0;
    double count = 0;
    for (int i = 0; i < ranks.length; i++) {
      sum += positive[i] ? ranks[i] : 0;
      count += positive[i] ? 1 : 0;
    }
    return (sum - count * (count + 1) / 2) / (count * (ranks.length - count));
  }

  /** Ranks from 1; equal values share the mean of theirs. */
  static double[] of(double[] values) {
    Integer[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .toArray(Integer[]::new);
    double[] ranks = new double[values.length];
    int from = 0;
    for (int i = 1; i <= order.length; i++) {
      if (i == order.length || values[order[i]] != values[order[from]]) {
        for (int j = from; j < i; j++) {
          ranks[order[j]] = (from + i + 1) / 2.0;
        }
        from = i;
      }
    }
    return ranks;
  }
}
