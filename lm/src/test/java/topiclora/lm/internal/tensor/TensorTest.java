package topiclora.lm.internal.tensor;

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
  void aLeafWithoutNumbersHasAGradientWithoutNumbers() {
    try (var scope = Scope.withGradients()) {
      Tensor none = Tensor.zeros(DType.F32, 2, 0).requireGradient();
      Tensor some = Tensor.of(new float[] {3}, 1).requireGradient();
      Tensor one = Tensor.of(new float[] {1}, 1);
      List<Tensor> gradients = some.square().gradients(one, List.of(none, some));
      assertThat(gradients.getFirst().shape()).containsExactly(2, 0);
      assertThat(gradients.getLast().toFloats()).containsExactly(6);
      assertThat(one.gradients(one, List.of(none)).getFirst().shape()).containsExactly(2, 0);
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
  void whatIsNotChosenMayBeNoNumber() {
    try (var scope = Scope.open()) {
      Tensor losses = Tensor.of(new float[] {1, 3, Float.NaN}, 3);
      Tensor least = Tensor.of(new float[] {2, 2, 2}, 3);
      Tensor good = losses.isAtMost(least);
      assertThat(good.toFloats()).containsExactly(1, 0, 0);
      assertThat(good.choose(losses, least).toFloats()).containsExactly(1, 2, 2);
    }
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
