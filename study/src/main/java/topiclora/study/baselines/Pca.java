package topiclora.study.baselines;

import java.util.Arrays;
import topiclora.lm.internal.tensor.Linalg;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/** Vectors in fewer dimensions: the leading directions. */
public final class Pca {
  private Pca() {}

  /**
   * Principal components of {@code rows}: centred, all of them, the largest first.
   *
   * @param rows {@code [D, n]}
   * @return {@code [D, min(D, n)]}
   */
  public static float[][] components(float[][] rows) {
    try (var scope = Scope.open()) {
      Tensor x = matrix(rows); // [D, n]
      Tensor centred = x.sub(x.mean(0));
      Linalg.Svd svd = Linalg.svd(centred);
      return svd.u().mul(svd.s()).toRows(); // [D, min(D, n)]
    }
  }

  /** Columns of mean zero and variance one; a column of equal numbers becomes zero. */
  public static float[][] standardised(float[][] rows) {
    try (var scope = Scope.open()) {
      Tensor x = matrix(rows); // [D, n]
      Tensor centred = x.sub(x.mean(0));
      return centred.div(centred.square().mean(0).sqrt().add(1e-12)).toRows();
    }
  }

  /**
   * {@code U diag(s)} of a matrix X that is known by its products of rows only, which are small
   * where X is wide: {@code X Xᵀ = U diag(s²) Uᵀ}.
   *
   * @param products {@code X Xᵀ}, {@code [D, D]}
   * @param most how many directions to keep, the largest first
   */
  public static float[][] ofProducts(float[][] products, int most) {
    int kept = Math.min(most, products.length);
    try (var scope = Scope.open()) {
      Linalg.Eigen eigen = Linalg.eigenSymmetric(matrix(products));
      float[][] ascending = eigen.vectors().narrow(1, products.length - kept, kept).toRows();
      float[] squares = eigen.values().toFloats();
      float[][] rows = new float[products.length][kept];
      for (int d = 0; d < rows.length; d++) {
        for (int k = 0; k < kept; k++) {
          double square = Math.max(0, squares[squares.length - 1 - k]);
          rows[d][k] = (float) (ascending[d][kept - 1 - k] * Math.sqrt(square));
        }
      }
      return rows;
    }
  }

  /** {@code [D, n]}. */
  public static Tensor matrix(float[][] rows) {
    return Tensor.ofRows(Arrays.asList(rows));
  }
}
