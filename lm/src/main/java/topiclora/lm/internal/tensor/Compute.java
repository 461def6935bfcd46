package topiclora.lm.internal.tensor;

import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import topiclora.lm.ComputeOptions;
import topiclora.lm.Device;
import topiclora.lm.TopicLoraException;

/**
 * What this process computes with. Tensors are kept and computed on one device for the whole
 * process, and its matrix products have one number of threads; {@link #use} settles both, once.
 *
 * <p>Where a tensor is made before that, it is made on the device of {@link
 * ComputeOptions#defaults()}, which is thereby settled.
 */
public final class Compute {
  private static final ComputeChoice CHOICE =
      new ComputeChoice(Runtime.getRuntime().availableProcessors());

  private Compute() {}

  /**
   * Settles what to compute with, before a model is opened.
   *
   * @return the element type to keep its weights in
   * @throws IllegalArgumentException where the process computes with something else already
   * @throws TopicLoraException.NoDevice where there is no such device to be used
   */
  public static DType use(ComputeOptions options) {
    if (options.device() == Device.CUDA) {
      requireCard();
    }
    // For every model anew: OpenMP counts for the thread that sets it and for those not yet used.
    Cpu.threads(CHOICE.settle(options.device(), options.threads()));
    return switch (options.type()) {
      case AUTO -> fastType();
      case FLOAT32 -> DType.F32;
      case BFLOAT16 -> DType.BF16;
    };
  }

  /** The device of this process, from now on. */
  public static Device device() {
    return CHOICE.device(Default.DEVICE);
  }

  /** Found when first asked for. */
  private static final class Default {
    static final Device DEVICE = usable(ComputeOptions.defaults().device());

    private static Device usable(Device device) {
      if (device == Device.CUDA) {
        requireCard();
      }
      return device;
    }
  }

  private static void requireCard() {
    Cpu.initialise();
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

  /** Makes the process compute with so many threads whatever was settled before: for tests. */
  static void resettleThreads(int threads) {
    CHOICE.resettle(threads);
    Cpu.threads(threads);
  }

  /**
   * The element type that products of matrices are fast in: bfloat16 on a card, and on a processor
   * what {@link Cpu#fastType()} finds.
   */
  public static DType fastType() {
    return device() == Device.CUDA ? DType.BF16 : Cpu.fastType();
  }

  /** For provenance: {@code AVX512, 2 threads}, {@code CUDA}. */
  public static String describe() {
    return device() == Device.CUDA
        ? "CUDA"
        : "%s, %d %s"
            .formatted(Cpu.capability(), Cpu.threads(), Cpu.threads() == 1 ? "thread" : "threads");
  }

  static TensorOptions options(Device device, DType type) {
    torch.DeviceType raw =
        switch (device) {
          case CPU -> torch.DeviceType.CPU;
          case CUDA -> torch.DeviceType.CUDA;
        };
    return new TensorOptions(type.scalar())
        .device(new DeviceOptional(new org.bytedeco.pytorch.Device(raw)));
  }
}
