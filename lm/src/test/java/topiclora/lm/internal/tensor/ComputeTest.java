package topiclora.lm.internal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import topiclora.lm.ComputeOptions;
import topiclora.lm.Device;
import topiclora.lm.ElementType;
import topiclora.lm.TopicLoraException;

final class ComputeTest {
  @Test
  void aCardThatIsNotThereIsRefusedAndNothingChanges() {
    assumeFalse(torch.cuda_is_available());
    assertThatThrownBy(() -> Compute.use(ComputeOptions.defaults().withDevice(Device.CUDA)))
        .isInstanceOf(TopicLoraException.NoDevice.class)
        .hasMessageContaining("no CUDA card to compute on");
    assertThat(Compute.device()).isEqualTo(Device.CPU);
  }

  @Test
  void theNumberOfThreadsOfTheProcessIsSettledOnce() {
    OneThread.set();
    ComputeOptions options = ComputeOptions.defaults();
    assertThat(Compute.use(options.withType(ElementType.FLOAT32))).isEqualTo(DType.F32);
    assertThat(Compute.use(options.withThreads(1).withType(ElementType.BFLOAT16)))
        .isEqualTo(DType.BF16);
    assertThatThrownBy(() -> Compute.use(options.withThreads(3)))
        .hasMessageStartingWith("3 threads wanted, but this process computes with 1");
    assertThat(torch.get_num_threads()).isEqualTo(1);
  }

  @Test
  void settingsThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> ComputeOptions.defaults().withThreads(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("threads is -1, wanted at least 1");
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
    assumeFalse(Compute.device() == Device.CUDA);
    assertThat(Compute.describe()).matches("\\w+, \\d+ threads?");
  }
}
