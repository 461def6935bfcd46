package topiclora.lm.internal.math;

import java.util.random.RandomGenerator;
import topiclora.lm.internal.tensor.Linalg;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The directions in which the rows of a matrix are longest: its leading right singular vectors.
 *
 * <p>From the products of its rows or columns where those are few, exactly; else by subspace
 * iteration from random directions (Halko, Martinsson and Tropp 2011), since the spectrum of
 * thousands of rows takes far more time and memory than the few directions that are wanted of it.
 */
public final class TruncatedSvd {
  /** Rows or columns, whichever are fewer, up to which the spectrum is computed. */
  private static final int FEW = 1024;

  /** Directions beyond the wanted ones, which make those converge. */
  private static final int MORE = 32;

  private static final int ROUNDS = 8;

  private TruncatedSvd() {}

  /**
   * The leading directions of some rows.
   *
   * @param matrix {@code [D, n]}
   * @param random of the iteration, where there is one
   * @return {@code [n, k]}, orthonormal columns, the leading one last; fewer than {@code count}
   *     where the matrix has fewer
   */
  public static Tensor of(Tensor matrix, int count, RandomGenerator random) {
    return isSmall(matrix) ? exact(matrix, count) : iterated(matrix, count, random);
  }

  /** Whether its spectrum may be computed as a whole. */
  static boolean isSmall(Tensor matrix) {
    return Math.min(matrix.size(0), matrix.size(1)) <= FEW;
  }

  private static Tensor exact(Tensor matrix, int count) {
    boolean wide = matrix.size(1) > matrix.size(0);
    Tensor gram =
        wide ? matrix.linear(matrix) : matrix.transpose(0, 1).matmul(matrix); // the smaller one
    Linalg.Eigen eigen = Linalg.eigenSymmetric(gram);
    int size = gram.size(0);
    int kept = Math.min(count, size);
    Tensor vectors = eigen.vectors().narrow(1, size - kept, kept);
    if (!wide) {
      return vectors;
    }
    Tensor values = eigen.values().narrow(0, size - kept, kept);
    return matrix.transpose(0, 1).matmul(vectors).div(values.abs().add(1e-20).sqrt());
  }

  static Tensor iterated(Tensor matrix, int count, RandomGenerator random) {
    int columns = matrix.size(1);
    Tensor basis = Tensor.gaussian(random, columns, count + MORE); // [n, k + more]
    for (int round = 0; round < ROUNDS; round++) {
      basis = Linalg.orthonormal(matrix.transpose(0, 1).matmul(matrix.matmul(basis)));
    }
    return basis.matmul(exact(matrix.matmul(basis), count));
  }
}
