package topiclora.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TensorTest {
  @Test
  void gradientOfAProductIsTheOtherFactor() {
    try (var scope = Scope.withGradients()) {
      Tensor a = Tensor.of(new float[] {1, 2, 3}, 3).requireGradient();
      Tensor b = Tensor.of(new float[] {4, 5, 6}, 3);
      Tensor loss = a.mul(b).sum();
      Tensor gradient = loss.gradients(Tensor.of(new float[] {1}), List.of(a)).get(0);
      assertThat(gradient.toFloats()).containsExactly(4, 5, 6);
    }
  }

  @Test
  void keptTensorsOutliveTheirScope() {
    Tensor kept;
    try (var scope = Scope.open()) {
      kept = scope.keep(Tensor.of(new float[] {1, 2}, 2).mul(3));
    }
    assertThat(kept.toFloats()).containsExactly(3, 6);
  }

  @Test
  void bfloat16SurvivesTheWayThroughABuffer() {
    try (var scope = Scope.open()) {
      Tensor half = Tensor.of(new float[] {1.5f, -2, 3}, 3).to(DType.BF16);
      Tensor copy = Tensor.empty(DType.BF16, 3);
      copy.buffer().put(half.buffer());
      assertThat(copy.toFloats()).containsExactly(1.5f, -2, 3);
    }
  }
}
