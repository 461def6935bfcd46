package topiclora.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.Cpu;

/** The options that say what long work is computed with: a base model, and threads. */
final class MachineOptions {
  @Mixin private BaseOption base = new BaseOption();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "of one matrix product (${DEFAULT-VALUE})")
  private int threads = Runtime.getRuntime().availableProcessors();

  /** Fails at once where a figure cannot be, before a corpus is read. */
  void requireSane() {
    Numbers.requirePositive("--threads", threads);
  }

  int threads() {
    return threads;
  }

  /** Opens the base, to be computed with so many threads. */
  BaseModel open(Shell shell, Progress progress) {
    Cpu.threads(threads);
    return base.open(shell, progress);
  }
}
