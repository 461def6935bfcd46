package topiclora.lm.internal.tensor;

import java.util.Locale;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import topiclora.lm.TopicLoraException;

/**
 * Where tensors are kept and computed: on the processor, or on a graphics card. It is one for the
 * whole process, to be chosen before its first tensor is made.
 *
 * <p>A process starts on the processor, or on the device that the system property {@code
 * topiclora.device} names, which is how all tests are run on a card.
 */
public enum Device {
  CPU(torch.DeviceType.CPU),

  /**
   * The first NVIDIA card; wants CUDA, cuDNN and the libraries of the Maven profile {@code cuda}.
   */
  CUDA(torch.DeviceType.CUDA);

  private static Device current = CPU;

  static {
    use(valueOf(System.getProperty("topiclora.device", "cpu").toUpperCase(Locale.ROOT)));
  }

  private final torch.DeviceType type;

  Device(torch.DeviceType type) {
    this.type = type;
  }

  /** The device of this process. */
  public static synchronized Device current() {
    return current;
  }

  /** Makes {@code device} that of this process; fails where there is none to be used. */
  public static synchronized void use(Device device) {
    Cpu.initialise();
    if (device == CUDA) {
      if (!torch.cuda_is_available()) {
        throw new TopicLoraException.NoDevice(
            "no CUDA card to compute on: "
                + (torch.hasCUDA()
                    ? "there is none, or its driver is missing or too old"
                    : "libtorch was loaded without CUDA; build with -Pcuda, where CUDA and cuDNN"
                        + " are installed"));
      }
      torch.globalContext().setDeterministicAlgorithms(true, true); // sums in one order, or a word
    }
    current = device;
  }

  /**
   * The element type that products of matrices are fast in: bfloat16 on a card, and on a processor
   * what {@link Cpu#fastType()} finds.
   */
  public static DType fastType() {
    return current() == CUDA ? DType.BF16 : Cpu.fastType();
  }

  /** For provenance: {@code AVX512, 2 threads}, {@code CUDA}. */
  public static String describe() {
    return current() == CUDA
        ? "CUDA"
        : "%s, %d %s"
            .formatted(Cpu.capability(), Cpu.threads(), Cpu.threads() == 1 ? "thread" : "threads");
  }

  TensorOptions options(DType type) {
    return new TensorOptions(type.scalar())
        .device(new DeviceOptional(new org.bytedeco.pytorch.Device(this.type)));
  }
}
