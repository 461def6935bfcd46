package topiclora.study.metrics;

import topiclora.core.Sharing;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.adapter.Down;
import topiclora.core.internal.adapter.Modulation;
import topiclora.lm.internal.math.VectorMath;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The documents' own part of the adapter, {@code U (A * x)} in all modules, as one long vector
 * each.
 */
public final class Deltas {
  private Deltas() {}

  /**
   * Products of all pairs {@code [D][D]}: {@code <U diag(x_i) A, U diag(x_j) A> = x_i (U'U * AA')
   * x_j}, summed over modules. Of the modulation down, by rank.
   */
  public static double[][] products(Adapter adapter, float[][] vectors) {
    try (var scope = Scope.open()) {
      Tensor x = Tensor.ofRows(vectors); // [D, n]
      Tensor products = Tensor.zeros(DType.F32, x.size(0), x.size(0));
      int at = 0;
      for (Modulation module : adapter.modules().values()) {
        if (!(module instanceof Down down)) {
          throw new IllegalArgumentException("products are of the modulation down");
        }
        boolean own = adapter.sharing() == Sharing.MODULE;
        Tensor part = own ? x.narrow(1, at, down.dimensions()) : x;
        at += own ? down.dimensions() : 0;
        Tensor up = down.u().transpose(0, 1).matmul(down.u()); // [r, r]
        Tensor metric = up.mul(down.a().matmul(down.a().transpose(0, 1)));
        products.addInPlace(part.matmul(metric).matmul(part.transpose(0, 1)));
      }
      return wide(products.toRows());
    }
  }

  /** Products of the vectors themselves. */
  public static double[][] products(float[][] x) {
    double[][] products = new double[x.length][x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < x.length; j++) {
        products[i][j] = VectorMath.dot(x[i], x[j]);
      }
    }
    return products;
  }

  private static double[][] wide(float[][] rows) {
    double[][] wide = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      wide[i] = new double[rows[i].length];
      for (int j = 0; j < rows[i].length; j++) {
        wide[i][j] = rows[i][j];
      }
    }
    return wide;
  }

  /** Root mean square of the cosines of different documents. */
  public static double rootMeanSquareCosine(double[][] products) {
    double sum = 0;
    for (int i = 0; i < products.length; i++) {
      for (int j = 0; j < products.length; j++) {
        double cosine = products[i][j] / Math.sqrt(products[i][i] * products[j][j]);
        sum += i == j || Double.isNaN(cosine) ? 0 : cosine * cosine;
      }
    }
    return Math.sqrt(sum / (products.length * (products.length - 1.0)));
  }
}
