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
public final class FittingOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--preset",
      paramLabel = "topics|plugins",
      description =
          "topics: one vector of 16 dimensions; plugins: 128 for each of 45 modules, which hold"
              + " facts (topics)")
  private Preset preset = Preset.TOPICS;

  /** What a model is for, which sets the defaults of all other options. */
  public enum Preset {
    TOPICS,
    PLUGINS
  }

  @Option(
      names = "--rank",
      paramLabel = "R",
      description = "of the adapter, and by --vector-shape rank dimensions of a vector (16)")
  private int rank;

  @Option(
      names = "--layers",
      paramLabel = "N-N",
      description = "layers of the base that the adapter is in, from 0 (the last fifth)")
  private String layers = "";

  @Option(
      names = "--target-modules",
      paramLabel = "KIND,...",
      description = "linear maps of a layer that have an adapter: q,k,v,o,gate,up,down (down)")
  private String targetModules = "down";

  @Option(names = "--window", paramLabel = "N", description = "tokens that are read together (16)")
  private int window;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "tokens of a document that are read at most (256)")
  private int maxTokens;

  @Option(names = "--epochs", paramLabel = "N", description = "epochs over the corpus at most (2)")
  private int epochs;

  @Option(
      names = "--l2",
      paramLabel = "F",
      description = "regularisation weight of the vectors, as a factor on its default (1)")
  private double l2;

  @Option(
      names = "--max-nonzero",
      paramLabel = "N",
      description = "of plugins: dimensions of a vector that are kept, the others zero (all)")
  private int maxNonzero;

  @Option(
      names = "--prior",
      paramLabel = "zero|encoder",
      description = "mean of the vectors' prior: zero, or what an encoder predicts (encoder)")
  private Prior prior = Prior.ENCODER;

  @Option(names = "--seed", paramLabel = "N", description = "of every random choice (1)")
  private long seed = 1;

  public Preset preset() {
    return preset;
  }

  /** Dimensions that are kept of a plugin's vector; 0 where nothing was said. */
  public int maxNonzero() {
    return maxNonzero;
  }

  /** The preset, with the options that were given instead of its own. */
  public LearningOptions.Builder options() {
    LearningOptions.Builder options =
        switch (preset) {
          case TOPICS -> LearningOptions.topics().toBuilder();
          case PLUGINS -> LearningOptions.plugins().toBuilder();
        };
    given("--layers", () -> options.layers(LayerRange.of(layers)));
    given("--target-modules", () -> options.targetModules(kinds()));
    given("--rank", () -> options.rank(rank));
    given("--window", () -> options.window(window));
    given("--max-tokens", () -> options.maxTokens(maxTokens));
    given("--epochs", () -> options.epochs(epochs));
    given("--l2", () -> options.l2(l2));
    given("--max-nonzero", () -> options.maxNonzero(maxNonzero));
    given("--prior", () -> options.prior(prior));
    given("--seed", () -> options.seed(seed));
    return options;
  }

  private void given(String option, Runnable use) {
    if (command.commandLine().getParseResult().hasMatchedOption(option)) {
      use.run();
    }
  }

  private List<LinearKind> kinds() {
    return Arrays.stream(targetModules.split(",")).map(String::strip).map(LinearKind::of).toList();
  }
}
