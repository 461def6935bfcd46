package topiclora.lm.internal.math;

import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import topiclora.lm.internal.tensor.Linalg;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/** Vectors in few numbers: the leading directions of many. */
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
      Tensor x = Tensor.ofRows(rows); // [D, n]
      Tensor centred = x.sub(x.mean(0));
      Linalg.Svd svd = Linalg.svd(centred);
      return svd.u().mul(svd.s()).toRows(); // [D, min(D, n)]
    }
  }

  /**
   * The leading {@code count} principal components of {@code rows}, the largest first, by the
   * singular value decomposition of the centred rows.
   *
   * <p>A component has no sign of its own: it points so that {@code Σ v_k / (k + 1)} is not
   * negative. Where the rows have fewer directions than wanted, the rest is zero.
   *
   * @param rows {@code [D, n]}, D at least 1
   * @return {@code [D, count]}
   */
  public static float[][] leading(float[][] rows, int count) {
    float[][] scores = new float[rows.length][count];
    if (rows[0].length == 0) {
      return scores;
    }
    try (var scope = Scope.open()) {
      Tensor x = Tensor.ofRows(rows); // [D, n]
      Tensor centred = x.sub(x.mean(0));
      Tensor directions = directions(centred, count); // [k, n]
      float[][] unsigned = centred.linear(directions).toRows(); // [D, k]
      float[][] vectors = directions.toRows();
      for (int c = 0; c < vectors.length; c++) {
        float sign = pointsBack(vectors[c]) ? -1 : 1;
        for (int d = 0; d < rows.length; d++) {
          scores[d][c] = sign * unsigned[d][c];
        }
      }
      return scores;
    }
  }

  /**
   * Right singular vectors, {@code [k, n]}. Not by the products of rows where those are few, as
   * {@link TruncatedSvd} has it: a direction of no length would be divided by nearly zero.
   */
  private static Tensor directions(Tensor centred, int count) {
    if (TruncatedSvd.isSmall(centred)) {
      int kept = Math.min(count, Math.min(centred.size(0), centred.size(1)));
      return Linalg.svd(centred).vt().narrow(0, 0, kept);
    }
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(0);
    int[] largestFirst = IntStream.range(0, count).map(c -> count - 1 - c).toArray();
    return TruncatedSvd.of(centred, count, random)
        .transpose(0, 1)
        .select(0, Tensor.indices(largestFirst));
  }

  private static boolean pointsBack(float[] direction) {
    double along = 0;
    for (int k = 0; k < direction.length; k++) {
      along += direction[k] / (k + 1.0);
    }
    return along < 0;
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
      Linalg.Eigen eigen = Linalg.eigenSymmetric(Tensor.ofRows(products));
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
}
