package topiclora.cli.option;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import topiclora.cli.BaseOption;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.Shell;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;

/** The options that say what long work is computed with: a base model, and threads. */
final class ComputeMixin {
  @Mixin private BaseOption base = new BaseOption();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "of one matrix product (default: all processors)")
  private @Nullable Integer threads;

  /** Fails at once where a figure cannot be, before a corpus is read. */
  void requireSane() {
    if (threads != null) {
      Numbers.requirePositive("--threads", threads);
    }
  }

  /** Opens the base, to be computed with so many threads. */
  BaseModel open(Shell shell, Progress progress) {
    return base.open(shell, progress, threads == null ? 0 : threads);
  }
}
