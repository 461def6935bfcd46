package topiclora.bench.speed;

import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * How fast one matrix product runs: {@code [rows, inner] x [inner, columns]}.
 *
 * @param gflops thousand million operations a second, the best of some runs
 */
record Product(DType type, int rows, int inner, int columns, double gflops) {
  private static final int RUNS = 4;

  static Product measure(DType type, int rows, int inner, int columns) {
    double best = Double.POSITIVE_INFINITY;
    try (var scope = Scope.open()) {
      Tensor a = Tensor.zeros(type, rows, inner).fillInPlace(0.5);
      Tensor b = Tensor.zeros(type, columns, inner).fillInPlace(0.5);
      for (int run = 0; run < RUNS; run++) {
        best = Math.min(best, seconds(a, b));
      }
    }
    return new Product(type, rows, inner, columns, 2e-9 * rows * inner * columns / best);
  }

  private static double seconds(Tensor a, Tensor b) {
    try (var scope = Scope.open()) {
      long start = System.nanoTime();
      Tensor product = a.linear(b);
      double seconds = (System.nanoTime() - start) / 1e9;
      if (product.count() == 0) {
        throw new IllegalStateException("an empty product");
      }
      return seconds;
    }
  }
}
