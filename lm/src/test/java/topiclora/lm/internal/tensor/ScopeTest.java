package topiclora.lm.internal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept outlives its scope, also where libtorch gave it as a part of several results. */
final class ScopeTest {
  @Test
  void aKeptGradientOutlivesItsScope() {
    try (var outer = Scope.open()) {
      Tensor gradient = gradient();
      for (int i = 0; i < 100; i++) {
        gradient(); // writes over memory that was given back too early
      }
      assertThat(gradient.toFloats()).containsExactly(2, 4);
    }
  }

  @Test
  void keptFactorsOutliveTheirScope() {
    try (var outer = Scope.open()) {
      Linalg.Eigen eigen = eigen();
      for (int i = 0; i < 100; i++) {
        eigen();
      }
      assertThat(eigen.values().toFloats()).containsExactly(new float[] {1, 3}, within(1e-5f));
      assertThat(eigen.vectors().square().sum().item()).isCloseTo(2, within(1e-5));
    }
  }

  private static Tensor gradient() {
    try (var scope = Scope.withGradients()) {
      Tensor x = Tensor.of(new float[] {1, 2}, 2).requireGradient();
      Tensor seed = Tensor.of(new float[] {1, 1}, 2);
      return scope.keep(x.square().gradients(seed, List.of(x)).getFirst());
    }
  }

  private static Linalg.Eigen eigen() {
    try (var scope = Scope.open()) {
      var eigen = Linalg.eigenSymmetric(Tensor.of(new float[] {2, 1, 1, 2}, 2, 2));
      return new Linalg.Eigen(scope.keep(eigen.values()), scope.keep(eigen.vectors()));
    }
  }
}
