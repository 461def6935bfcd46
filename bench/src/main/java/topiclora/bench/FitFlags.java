package topiclora.bench;

import picocli.CommandLine.Option;
import topiclora.fit.FitOptions;

/** The options of a fit that is measured; all others are the defaults. */
final class FitFlags {
  private static final FitOptions DEFAULTS = FitOptions.defaults();

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
  private int passes = DEFAULTS.passes();

  int rank() {
    return rank;
  }

  FitOptions.Builder options(long seed) {
    return FitOptions.builder().rank(rank).maxTokens(maxTokens).passes(passes).seed(seed);
  }
}
