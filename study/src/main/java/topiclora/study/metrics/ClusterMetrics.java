package topiclora.study.metrics;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How well clusters agree with labels. */
public final class ClusterMetrics {
  private ClusterMetrics() {}

  /** Share of documents whose label is the most frequent one of their group. */
  public static <A, B> double purity(List<A> groups, List<B> labels) {
    Map<A, Map<B, Integer>> counts = new HashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      counts
          .computeIfAbsent(groups.get(i), g -> new HashMap<>())
          .merge(labels.get(i), 1, Integer::sum);
    }
    double right = counts.values().stream().mapToInt(c -> Collections.max(c.values())).sum();
    return right / groups.size();
  }

  /**
   * How much two sets of components are the same: the mean absolute correlation over documents of
   * pairs, the most correlated first, each component in one pair.
   *
   * @param a {@code [D][n]}
   * @param b {@code [D][n]}, the same documents
   */
  public static double matched(float[][] a, float[][] b) {
    int n = Math.min(a[0].length, b[0].length);
    double[][] correlation = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double found = RankMetrics.pearson(column(a, i), column(b, j));
        correlation[i][j] = Double.isNaN(found) ? 0 : Math.abs(found);
      }
    }
    double sum = 0;
    for (int pair = 0; pair < n; pair++) {
      int row = 0;
      int column = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (correlation[i][j] > correlation[row][column]) {
            row = i;
            column = j;
          }
        }
      }
      sum += Math.max(0, correlation[row][column]);
      for (int i = 0; i < n; i++) {
        correlation[row][i] = -1;
        correlation[i][column] = -1;
      }
    }
    return sum / n;
  }

  private static double[] column(float[][] rows, int column) {
    double[] values = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      values[i] = rows[i][column];
    }
    return values;
  }
}
