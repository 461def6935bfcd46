package topiclora.bench;

import picocli.CommandLine.Option;
import topiclora.core.LearningOptions;

/** The options of a fit that is measured; all others are the defaults. */
final class FitFlags {
  private static final LearningOptions DEFAULTS = LearningOptions.topics();

  @Option(names = "--rank", paramLabel = "R", description = "of a fit; default: ${DEFAULT-VALUE}")
  private int rank = DEFAULTS.rank();

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "of a document; default: ${DEFAULT-VALUE}")
  private int maxTokens = DEFAULTS.maxTokens();

  @Option(
      names = "--passes",
      paramLabel = "N",
      description = "of a fit at most; default: ${DEFAULT-VALUE}")
  private int passes = DEFAULTS.epochs();

  int rank() {
    return rank;
  }

  LearningOptions.Builder options(long seed) {
    return LearningOptions.topics().toBuilder()
        .rank(rank)
        .maxTokens(maxTokens)
        .epochs(passes)
        .seed(seed);
  }
}
