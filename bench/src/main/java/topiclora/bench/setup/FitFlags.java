package topiclora.bench.setup;

import picocli.CommandLine.Option;
import topiclora.core.LearningOptions;

/** The options of a fit that is measured; all others are the defaults. */
public final class FitFlags {
  private static final LearningOptions DEFAULTS = LearningOptions.topics();

  @Option(
      names = "--rank",
      paramLabel = "R",
      description = "of the adapter, and dimensions of a vector; default: ${DEFAULT-VALUE}")
  private int rank = DEFAULTS.rank();

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "of a document at most; default: ${DEFAULT-VALUE}")
  private int maxTokens = DEFAULTS.maxTokens();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "of a fit at most; default: ${DEFAULT-VALUE}")
  private int epochs = DEFAULTS.epochs();

  public int rank() {
    return rank;
  }

  public LearningOptions.Builder options(long seed) {
    return LearningOptions.topics().toBuilder()
        .rank(rank)
        .maxTokens(maxTokens)
        .epochs(epochs)
        .seed(seed);
  }
}
