package topiclora.cli;

import picocli.CommandLine.Option;
import topiclora.Progress;
import topiclora.base.BaseModel;
import topiclora.base.BaseStore;
import topiclora.tensor.Cpu;

/** The option that names a base model. */
final class BaseOption {
  @Option(
      names = "--base",
      paramLabel = "NAME|PATH",
      description =
          "base model: a name, hf:org/name, a .gguf or a Hugging Face folder; fetched where it is"
              + " missing (default: ${DEFAULT-VALUE})")
  private String name = BaseStore.DEFAULT;

  /** Opens it, ready to compute in the type that this machine is fast in. */
  BaseModel open(Shell shell, Progress progress) {
    return BaseModel.open(
        BaseStore.open(shell.environment()).resolve(name, progress), Cpu.fastType());
  }
}
