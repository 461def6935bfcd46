package topiclora.cli.option;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import topiclora.core.LayerRange;
import topiclora.core.LearningOptions;
import topiclora.core.Prior;
import topiclora.lm.LinearKind;

/** The options that say where something is learned, and how. */
final class FittingOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--preset",
      paramLabel = "topics|plugins",
      description =
          "topics: one x of 16 numbers, by windows; plugins: an x of 128 for each of 45 modules, by"
              + " sentences and questions (topics)")
  private Preset preset = Preset.TOPICS;

  /** What a model is for, which sets the defaults of all other options. */
  enum Preset {
    TOPICS,
    PLUGINS
  }

  @Option(
      names = "--rank",
      paramLabel = "R",
      description = "directions of the adapter, and numbers in x (16)")
  private int rank;

  @Option(
      names = "--layers",
      paramLabel = "N-N",
      description = "layers that x changes, from 0 (the last fifth)")
  private String layers = "";

  @Option(
      names = "--modules",
      paramLabel = "KIND,...",
      description = "linear maps of a layer that x changes: q k v o gate up down (down)")
  private String modules = "down";

  @Option(names = "--window", paramLabel = "N", description = "tokens read together (16)")
  private int window;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "tokens of a document at most (256)")
  private int maxTokens;

  @Option(names = "--passes", paramLabel = "N", description = "passes over the corpus at most (2)")
  private int passes;

  @Option(
      names = "--l2",
      paramLabel = "F",
      description = "strength of the prior of x, as a factor (1)")
  private double l2;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description =
          "with --preset plugins, or --from such a model: numbers that a document's vector keeps,"
              + " those that tell most; fewer are smaller, and tell less (all)")
  private int keep;

  @Option(
      names = "--prior",
      paramLabel = "zero|encoder",
      description = "where x is expected before the text is counted (encoder)")
  private Prior prior = Prior.ENCODER;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "of every random choice (${DEFAULT-VALUE})")
  private long seed = 1;

  /** The preset, with the options that were given instead of its own. */
  LearningOptions.Builder options() {
    LearningOptions.Builder options =
        switch (preset) {
          case TOPICS -> LearningOptions.topics().toBuilder();
          case PLUGINS -> LearningOptions.plugins().toBuilder();
        };
    given("--layers", () -> options.layers(LayerRange.of(layers)));
    given("--modules", () -> options.targetModules(kinds()));
    given("--rank", () -> options.rank(rank));
    given("--window", () -> options.window(window));
    given("--max-tokens", () -> options.maxTokens(maxTokens));
    given("--passes", () -> options.epochs(passes));
    given("--l2", () -> options.l2(l2));
    given("--prior", () -> options.prior(prior));
    given("--seed", () -> options.seed(seed));
    return keeping(options);
  }

  /** How much is kept of vectors may be chosen anew for each fold-in by another model's options. */
  LearningOptions.Builder keeping(LearningOptions.Builder options) {
    given("--keep", () -> options.maxNonzero(keep));
    return options;
  }

  private void given(String option, Runnable use) {
    if (command.commandLine().getParseResult().hasMatchedOption(option)) {
      use.run();
    }
  }

  private List<LinearKind> kinds() {
    return Arrays.stream(modules.split(",")).map(String::strip).map(LinearKind::of).toList();
  }
}
