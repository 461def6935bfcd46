package topiclora.study.metrics;

/**
 * The norm of the sum of n vectors on average, drawn at random from those that there are.
 *
 * @param square mean square of one
 * @param product mean product of two different ones
 * @param count how many there are, N
 */
public record Growth(double square, double product, int count) {
  private static final double LEAST = 1e-6;

  /** From the products of all pairs {@code [N][N]}. */
  public static Growth of(double[][] products) {
    double square = 0;
    double product = 0;
    int n = products.length;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        square += i == j ? products[i][j] : 0;
        product += i == j ? 0 : products[i][j];
      }
    }
    return new Growth(square / n, product / (n * (n - 1.0)), n);
  }

  /**
   * Root mean square norm of a sum of n, in norms of one: √n where they are noise, n where equal.
   */
  public double length(int n) {
    return Math.sqrt(Math.max(LEAST, n + n * (n - 1.0) * product / square));
  }

  /**
   * The p of norm ~ n^p between 1 and N: 0.5 for noise, 1 for a common direction; NaN where the sum
   * of all is shorter than one of them.
   */
  public double exponent() {
    double all = length(count);
    return all < 1 ? Double.NaN : Math.log(all) / Math.log(count);
  }
}
