package topiclora.lm.internal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import topiclora.lm.TopicLoraException;

class DeviceTest {
  @Test
  void aCardThatIsNotThereIsRefusedAndNothingChanges() {
    assumeFalse(torch.cuda_is_available());
    assertThatThrownBy(() -> Device.use(Device.CUDA))
        .isInstanceOf(TopicLoraException.NoDevice.class)
        .hasMessageContaining("no CUDA card to compute on");
    assertThat(Device.current()).isEqualTo(Device.CPU);
  }

  @Test
  void valuesComeBackFromWhereverTheyWere() {
    try (var scope = Scope.open()) {
      Tensor values = Tensor.of(new float[] {1, 2, 3}, 3);
      assertThat(values.toHost().buffer().asFloatBuffer().get(1)).isEqualTo(2);
      assertThat(values.add(1).toFloats()).containsExactly(2, 3, 4);
      assertThat(values.toHost().toDevice().add(values).toFloats()).containsExactly(2, 4, 6);
    }
  }

  @Test
  void aProcessorIsDescribedByWhatItComputesWith() {
    assumeFalse(Device.current() == Device.CUDA);
    assertThat(Device.describe()).matches("\\w+, \\d+ threads?");
  }
}
