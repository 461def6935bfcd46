package topiclora.report.internal.map;

import java.util.Arrays;
import topiclora.lm.internal.math.Pca;

/** Rows in the plane of their two leading principal components. */
final class Pca2d {
  /** Rows of length one that differ by less are equal but for the rounding of float32. */
  private static final double LEAST = 1e-6;

  private Pca2d() {}

  /**
   * The rows in the plane of most variance, {@code [D, 2]}, with a standard deviation of {@code
   * width / 4} along the first component.
   *
   * @param rows {@code [D, n]}, directions or zero
   */
  static double[][] plane(double[][] rows, double width) {
    float[][] leading =
        Pca.leading(Arrays.stream(rows).map(Pca2d::narrow).toArray(float[][]::new), 2);
    double deviation =
        Math.sqrt(
            Arrays.stream(leading).mapToDouble(p -> (double) p[0] * p[0]).average().orElse(0));
    double scale = deviation < LEAST ? 0 : width / 4 / deviation;
    return Arrays.stream(leading)
        .map(place -> new double[] {scale * place[0], scale * place[1]})
        .toArray(double[][]::new);
  }

  private static float[] narrow(double[] row) {
    float[] narrow = new float[row.length];
    for (int k = 0; k < row.length; k++) {
      narrow[k] = (float) row[k];
    }
    return narrow;
  }
}
