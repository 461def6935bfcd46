package topiclora.bench.setup;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import topiclora.lm.BaseStore;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.Cpu;
import topiclora.lm.internal.tensor.Device;

/** What is computed with: threads, device, and the base model where one is needed. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class MachineFlags {
  @Option(
      names = "--base",
      paramLabel = "NAME|PATH",
      description = "base model; default: ${DEFAULT-VALUE}",
      defaultValue = BaseStore.DEFAULT)
  private String base;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "of one matrix product; default: all processors")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda",
      description = "what the base model computes on; default: cpu")
  private @Nullable Device device;

  public int threads() {
    return threads;
  }

  /** Opens the base in the type that the device is fast in; the caller closes it. */
  public BaseModel open(Progress progress) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + ", wanted at least 1");
    }
    Cpu.threads(threads);
    if (device != null) {
      Device.use(device);
    }
    return BaseModel.open(BaseStore.open().resolve(base, progress), Device.fastType());
  }
}
