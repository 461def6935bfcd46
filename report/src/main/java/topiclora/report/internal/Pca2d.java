package topiclora.report.internal;

import java.util.Arrays;

/** The two leading principal components of some rows, by power iteration. */
final class Pca2d {
  private static final int ITERATIONS = 200;

  private Pca2d() {}

  /**
   * The rows in the plane of most variance, {@code [D, 2]}, with a standard deviation of {@code
   * width / 4} along the first component.
   */
  static double[][] plane(double[][] rows, double width) {
    double[][] centred = centred(rows);
    double[] first = component(centred, new double[rows[0].length]);
    double[] second = component(centred, first);
    double[][] plane =
        Arrays.stream(centred)
            .map(row -> new double[] {dot(row, first), dot(row, second)})
            .toArray(double[][]::new);
    double deviation =
        Math.sqrt(Arrays.stream(plane).mapToDouble(p -> p[0] * p[0]).average().orElse(0));
    for (double[] place : plane) {
      for (int i = 0; i < 2 && deviation > 0; i++) {
        place[i] *= width / 4 / deviation;
      }
    }
    return plane;
  }

  private static double[][] centred(double[][] rows) {
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += row[k] / rows.length;
      }
    }
    return Arrays.stream(rows)
        .map(
            row -> {
              double[] centred = row.clone();
              Arrays.setAll(centred, k -> row[k] - mean[k]);
              return centred;
            })
        .toArray(double[][]::new);
  }

  /** The direction of most variance that is orthogonal to {@code other}. */
  private static double[] component(double[][] rows, double[] other) {
    double[] direction = new double[other.length];
    Arrays.setAll(direction, k -> 1.0 / (k + 1)); // any, and the same each time
    for (int i = 0; i < ITERATIONS; i++) {
      double[] next = new double[direction.length];
      double along = dot(direction, other);
      for (int k = 0; k < next.length; k++) {
        direction[k] -= along * other[k];
      }
      for (double[] row : rows) {
        double weight = dot(row, direction);
        for (int k = 0; k < next.length; k++) {
          next[k] += weight * row[k];
        }
      }
      double norm = Math.sqrt(dot(next, next));
      if (norm == 0) {
        return next;
      }
      Arrays.setAll(direction, k -> next[k] / norm);
    }
    return direction;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
