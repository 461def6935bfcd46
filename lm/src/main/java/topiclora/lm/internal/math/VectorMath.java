package topiclora.lm.internal.math;

import java.util.Arrays;

/**
 * Dot product, norm, cosine and distance of vectors of one length.
 *
 * <p>Sums are of doubles, in the order of the numbers: the same bits each time, and for floats the
 * bits that the same numbers as doubles have. A vector of zeros has cosine 0 with every vector, and
 * no direction; NaN anywhere makes the result NaN.
 */
public final class VectorMath {
  private VectorMath() {}

  /** {@code Σ a_k b_k}. */
  public static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += (double) a[k] * b[k];
    }
    return sum;
  }

  /** {@code Σ a_k b_k}. */
  public static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  /** {@code |x|²}. */
  public static double squaredNorm(float[] x) {
    return dot(x, x);
  }

  /** {@code |x|²}. */
  public static double squaredNorm(double[] x) {
    return dot(x, x);
  }

  /** {@code |x|}. */
  public static double norm(float[] x) {
    return Math.sqrt(squaredNorm(x));
  }

  /** {@code |x|}. */
  public static double norm(double[] x) {
    return Math.sqrt(squaredNorm(x));
  }

  /** -1 to 1; 0 where one of them is zero. */
  public static double cosine(float[] a, float[] b) {
    return cosine(dot(a, b), squaredNorm(a), squaredNorm(b));
  }

  /** -1 to 1; 0 where one of them is zero. */
  public static double cosine(double[] a, double[] b) {
    return cosine(dot(a, b), squaredNorm(a), squaredNorm(b));
  }

  /** The same where the squared norms are known already: a and b of many pairs. */
  public static double cosine(double dot, double squaredNormOfA, double squaredNormOfB) {
    return squaredNormOfA == 0 || squaredNormOfB == 0
        ? 0
        : dot / Math.sqrt(squaredNormOfA * squaredNormOfB);
  }

  /** {@code |a - b|²}. */
  public static double squaredDistance(float[] a, float[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      double difference = (double) a[k] - b[k];
      sum += difference * difference;
    }
    return sum;
  }

  /** {@code |a - b|²}. */
  public static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      double difference = a[k] - b[k];
      sum += difference * difference;
    }
    return sum;
  }

  /** {@code |a - b|}. */
  public static double distance(float[] a, float[] b) {
    return Math.sqrt(squaredDistance(a, b));
  }

  /** {@code x / |x|}; a vector of zeros stays. */
  public static double[] direction(float[] x) {
    double norm = norm(x);
    double[] direction = new double[x.length];
    for (int k = 0; k < x.length && norm != 0; k++) {
      direction[k] = x[k] / norm;
    }
    return direction;
  }

  /** {@code x / |x|}; a vector of zeros stays. */
  public static double[] direction(double[] x) {
    double norm = norm(x);
    double[] direction = new double[x.length];
    for (int k = 0; k < x.length && norm != 0; k++) {
      direction[k] = x[k] / norm;
    }
    return direction;
  }

  /** Of every row. For two of them {@code |a - b|² = 2 - 2 cos}. */
  public static double[][] directions(float[][] rows) {
    return Arrays.stream(rows).map(VectorMath::direction).toArray(double[][]::new);
  }
}
