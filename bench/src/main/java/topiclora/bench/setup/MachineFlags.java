package topiclora.bench.setup;

import picocli.CommandLine.Option;
import topiclora.lm.BaseStore;
import topiclora.lm.ComputeOptions;
import topiclora.lm.Device;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;

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
  private Device device = ComputeOptions.defaults().device();

  public int threads() {
    return threads;
  }

  /** Opens the base in the type that the device is fast in; the caller closes it. */
  public BaseModel open(Progress progress) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + ", wanted at least 1");
    }
    return BaseModel.open(
        BaseStore.open().resolve(base, progress),
        ComputeOptions.defaults().withThreads(threads).withDevice(device));
  }
}
