package topiclora.core.internal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import topiclora.core.LearningOptions;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

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

  @Test
  void aStepAlongTheDiagonalIsShort() {
    try (var scope = Scope.open()) {
      var diagonal = new Fisher(Tensor.of(new float[] {3, 2}, 2, 1, 1));
      LearningOptions options = LearningOptions.topics();
      assertThat(Newton.reach(fisher(), options)).isEqualTo(1);
      assertThat(Newton.reach(diagonal, options)).isLessThan(1);
    }
  }

  @Test
  void eachDocumentMayHaveAPriorOfItsOwn() {
    try (var scope = Scope.open()) {
      Tensor x = Tensor.of(new float[] {0.3f, -0.2f, 0.5f, 0.1f}, 2, 2);
      Tensor gradient = Tensor.of(new float[] {2, -1, 1, 3}, 2, 2);
      Tensor counts = Tensor.of(new float[] {3, 2}, 2, 1);
      Tensor mean = Tensor.of(new float[] {0, 1, 2, 3}, 2, 2);
      Tensor firmness = Tensor.of(new float[] {4, 5, 60, 0.7f}, 2, 2);
      Tensor together = Newton.step(x, gradient, counts, fisher(), firmness, mean);
      for (int d = 0; d < 2; d++) {
        Tensor alone =
            Newton.step(
                x.narrow(0, d, 1),
                gradient.narrow(0, d, 1),
                counts.narrow(0, d, 1),
                fisher(),
                firmness.narrow(0, d, 1).view(-1),
                mean.narrow(0, d, 1));
        assertThat(together.narrow(0, d, 1).toFloats())
            .containsExactly(alone.toFloats(), within(1e-5f));
      }
    }
  }

  private static Fisher fisher() {
    return new Fisher(Tensor.of(new float[] {3, 0.5f, 0.5f, 2}, 1, 2, 2));
  }

  private static Tensor row(double[] values) {
    return Tensor.of(new float[] {(float) values[0], (float) values[1]}, 1, 2);
  }
}
