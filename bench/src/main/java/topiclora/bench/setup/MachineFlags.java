package topiclora.bench.setup;

import picocli.CommandLine.Option;
import topiclora.lm.BaseStore;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.Cpu;
import topiclora.lm.internal.tensor.Device;

/** What is computed with: the threads, and the base model where one is needed. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class MachineFlags {
  @Option(
      names = "--base",
      paramLabel = "NAME|PATH",
      description = "base model; default: ${DEFAULT-VALUE}",
      defaultValue = BaseStore.DEFAULT)
  private String base;

  @Option(names = "--threads", paramLabel = "N", description = "default: all processors")
  private int threads = Runtime.getRuntime().availableProcessors();

  public int threads() {
    return threads;
  }

  /** Opens the base in the type that this processor is fast in; the caller closes it. */
  public BaseModel open(Progress progress) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + ", wanted at least 1");
    }
    Cpu.threads(threads);
    return BaseModel.open(BaseStore.open().resolve(base, progress), Device.fastType());
  }
}
