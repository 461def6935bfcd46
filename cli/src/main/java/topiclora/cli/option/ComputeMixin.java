package topiclora.cli.option;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import topiclora.OpenOptions;
import topiclora.TopicLora;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.Shell;
import topiclora.lm.BaseStore;
import topiclora.lm.ComputeOptions;
import topiclora.lm.Device;
import topiclora.lm.Progress;

/** The options that say what is computed with: a base model, a device and threads. */
public final class ComputeMixin {
  @Option(
      names = "--base",
      paramLabel = "NAME|PATH",
      description =
          "base model: a name, hf:org/name, a .gguf or a Hugging Face folder; fetched where it is"
              + " missing (${DEFAULT-VALUE})")
  private String base = BaseStore.DEFAULT;

  @Option(
      names = "--device",
      paramLabel = "cpu|cuda",
      description = "compute on the processor, or on an NVIDIA card in a build with -Pcuda (cpu)")
  private Device device = ComputeOptions.defaults().device();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "of one matrix product (all processors)")
  private @Nullable Integer threads;

  /** Fails at once where a figure cannot be, before a corpus is read. */
  public void requireSane() {
    if (threads != null) {
      Numbers.requirePositive("--threads", threads);
    }
  }

  /** What is computed on. */
  public ComputeOptions compute() {
    ComputeOptions compute = ComputeOptions.defaults().withDevice(device);
    return threads == null ? compute : compute.withThreads(threads);
  }

  /** Name or path of the base model. */
  public String base() {
    return base;
  }

  /** Opens the library with it; the base model itself is opened when it is first needed. */
  public TopicLora open(Shell shell, Progress progress) {
    requireSane();
    return TopicLora.open(
        OpenOptions.defaults()
            .withBase(base)
            .withCompute(compute())
            .withProgress(progress)
            .withEnvironment(shell.environment()));
  }
}
