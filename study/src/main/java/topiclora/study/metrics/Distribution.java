package topiclora.study.metrics;

/** How the values of vectors are distributed. */
public final class Distribution {
  private Distribution() {}

  /** Excess kurtosis, the mean over components: -1.2 uniform, 0 normal, 3 Laplace. */
  public static double kurtosis(float[][] x) {
    double sum = 0;
    int n = x[0].length;
    for (int k = 0; k < n; k++) {
      double mean = 0;
      for (float[] row : x) {
        mean += row[k] / (double) x.length;
      }
      double second = 0;
      double fourth = 0;
      for (float[] row : x) {
        double square = (row[k] - mean) * (row[k] - mean);
        second += square / x.length;
        fourth += square * square / x.length;
      }
      sum += second == 0 ? 0 : fourth / (second * second) - 3;
    }
    return sum / n;
  }

  /**
   * Share of the directions that are used: {@code (tr C)^2 / (n tr C^2)}, 1 where all are used
   * alike, 1/n where one is.
   */
  public static double isotropy(float[][] x) {
    int n = x[0].length;
    double[] mean = new double[n];
    for (float[] row : x) {
      for (int k = 0; k < n; k++) {
        mean[k] += row[k] / (double) x.length;
      }
    }
    double trace = 0;
    double squares = 0;
    for (int k = 0; k < n; k++) {
      for (int l = 0; l < n; l++) {
        double covariance = 0;
        for (float[] row : x) {
          covariance += (row[k] - mean[k]) * (row[l] - mean[l]) / x.length;
        }
        trace += k == l ? covariance : 0;
        squares += covariance * covariance;
      }
    }
    return trace * trace / (n * squares);
  }
}
