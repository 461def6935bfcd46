package topiclora.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import topiclora.cli.console.Shell;
import topiclora.lm.BaseStore;
import topiclora.lm.ComputeOptions;
import topiclora.lm.Device;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;

/** The options that name a base model, and what computes it. */
final class BaseOption {
  @Option(
      names = "--base",
      paramLabel = "NAME|PATH",
      description =
          "base model: a name, hf:org/name, a .gguf or a Hugging Face folder; fetched where it is"
              + " missing (default: ${DEFAULT-VALUE})")
  private String name = BaseStore.DEFAULT;

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda",
      description =
          "compute on the processor, or on an NVIDIA card where the program was built with"
              + " -Pcuda (default: cpu)")
  private @Nullable Device device;

  /** Opens it on that device, ready to compute in the type that the device is fast in. */
  BaseModel open(Shell shell, Progress progress) {
    return open(shell, progress, 0);
  }

  /** The same with so many threads; 0 for all. */
  BaseModel open(Shell shell, Progress progress, int threads) {
    ComputeOptions compute = ComputeOptions.defaults().withThreads(threads);
    return BaseModel.open(
        BaseStore.open(shell.environment()).resolve(name, progress),
        device == null ? compute : compute.withDevice(device));
  }
}
