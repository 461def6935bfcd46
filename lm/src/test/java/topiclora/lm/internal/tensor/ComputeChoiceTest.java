package topiclora.lm.internal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import topiclora.lm.Device;

final class ComputeChoiceTest {
  private final ComputeChoice choice = new ComputeChoice(8);

  @Test
  void theFirstWishIsSettledAndAnotherNumberOfThreadsRefused() {
    assertThat(choice.settle(Device.CPU, 2)).isEqualTo(2);
    assertThat(choice.settle(Device.CPU, 2)).isEqualTo(2);
    assertThatThrownBy(() -> choice.settle(Device.CPU, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "3 threads wanted, but this process computes with 2: libtorch has one number of"
                + " threads for all models of a process, that of the first one opened");
    assertThat(choice.settle(Device.CPU, 2)).as("as it was").isEqualTo(2);
  }

  @Test
  void whoNamesNoNumberGetsAllProcessorsOrWhatIsSettled() {
    assertThat(choice.settle(Device.CPU, 0)).isEqualTo(8);
    choice.resettle(1);
    assertThat(choice.settle(Device.CPU, 0)).isEqualTo(1);
  }

  @Test
  void anotherDeviceIsRefusedAndSettlesNothing() {
    assertThat(choice.settle(Device.CUDA, 0)).isEqualTo(8);
    assertThatThrownBy(() -> choice.settle(Device.CPU, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "cpu wanted, but this process computes on cuda: all its tensors live on one device,"
                + " that of the first model opened or tensor made");
    assertThat(choice.device(Device.CPU)).isEqualTo(Device.CUDA);
  }

  @Test
  void aRefusedNumberOfThreadsDoesNotSettleADevice() {
    choice.resettle(4);
    assertThatThrownBy(() -> choice.settle(Device.CUDA, 5)).hasMessageContaining("5 threads");
    assertThat(choice.device(Device.CPU)).isEqualTo(Device.CPU);
  }

  @Test
  void aTensorMadeBeforeAModelIsOpenedSettlesTheDevice() {
    assertThat(choice.device(Device.CPU)).isEqualTo(Device.CPU);
    assertThatThrownBy(() -> choice.settle(Device.CUDA, 0)).hasMessageContaining("cuda wanted");
  }
}
