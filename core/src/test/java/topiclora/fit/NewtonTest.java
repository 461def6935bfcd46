package topiclora.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

final class NewtonTest {
  private static final double[][] FISHER = {{3, 0.5}, {0.5, 2}};

  /** Two unknowns, by Cramer's rule: {@code (n F + P) d = g - P (x - m)}. */
  @Test
  void aStepIsTheSolutionOfTheDenseEquations() {
    try (var scope = Scope.open()) {
      double[] x = {0.3, -0.2};
      double[] mean = {0.1, 0.4};
      double[] gradient = {2, -1};
      double[] precision = {4, 5};
      int n = 3;
      double a = n * FISHER[0][0] + precision[0];
      double b = n * FISHER[0][1];
      double d = n * FISHER[1][1] + precision[1];
      double right0 = gradient[0] - precision[0] * (x[0] - mean[0]);
      double right1 = gradient[1] - precision[1] * (x[1] - mean[1]);
      double determinant = a * d - b * b;
      float[] moved =
          Newton.step(
                  row(x),
                  row(gradient),
                  Tensor.of(new float[] {n}, 1, 1),
                  fisher(),
                  row(precision).view(-1),
                  row(mean))
              .toFloats();
      assertThat(moved[0])
          .isCloseTo((float) (x[0] + (d * right0 - b * right1) / determinant), within(1e-5f));
      assertThat(moved[1])
          .isCloseTo((float) (x[1] + (a * right1 - b * right0) / determinant), within(1e-5f));
    }
  }

  @Test
  void aDocumentWithoutWindowsGoesToItsPriorMean() {
    try (var scope = Scope.open()) {
      Tensor mean = row(new double[] {0.5, -2});
      Tensor moved =
          Newton.step(
              row(new double[] {7, 8}),
              row(new double[] {0, 0}),
              Tensor.of(new float[] {0}, 1, 1),
              fisher(),
              row(new double[] {4, 5}).view(-1),
              mean);
      assertThat(moved.toFloats()).containsExactly(mean.toFloats(), within(1e-5f));
    }
  }

  private static Fisher fisher() {
    return new Fisher(Tensor.of(new float[] {3, 0.5f, 0.5f, 2}, 1, 2, 2));
  }

  private static Tensor row(double[] values) {
    return Tensor.of(new float[] {(float) values[0], (float) values[1]}, 1, 2);
  }
}
