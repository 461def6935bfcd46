package topiclora.cli;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import topiclora.base.LinearKind;
import topiclora.fit.FitOptions;
import topiclora.fit.Prior;

/** The options that say where something is learned, and how. */
final class LearningOptions {
  private static final FitOptions DEFAULTS = FitOptions.defaults();
  private static final Pattern LAYERS = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");

  @Option(names = "--rank", paramLabel = "R", description = "numbers in x (${DEFAULT-VALUE})")
  private int rank = DEFAULTS.rank();

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

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "tokens read together (${DEFAULT-VALUE})")
  private int window = DEFAULTS.window();

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "tokens of a document at most (${DEFAULT-VALUE})")
  private int maxTokens = DEFAULTS.maxTokens();

  @Option(
      names = "--passes",
      paramLabel = "N",
      description = "passes over the corpus at most (${DEFAULT-VALUE})")
  private int passes = DEFAULTS.passes();

  @Option(
      names = "--l2",
      paramLabel = "F",
      description = "strength of the prior of x, as a factor (${DEFAULT-VALUE})")
  private double l2 = DEFAULTS.l2();

  @Option(
      names = "--prior",
      paramLabel = "zero|encoder",
      description = "where x is expected before the text is counted (encoder)")
  private Prior prior = DEFAULTS.prior();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "of every random choice (${DEFAULT-VALUE})")
  private long seed = DEFAULTS.seed();

  /** Adds these options to the defaults. */
  FitOptions.Builder into(FitOptions.Builder options) {
    Matcher range = LAYERS.matcher(layers);
    if (!layers.isEmpty() && !range.matches()) {
      throw new IllegalArgumentException(
          "--layers is '" + layers + "', wanted such as 24-29 or 24");
    }
    if (!layers.isEmpty()) {
      options.layers(first(range), last(range));
    }
    return options
        .kinds(kinds())
        .rank(rank)
        .window(window)
        .maxTokens(maxTokens)
        .passes(passes)
        .l2(l2)
        .prior(prior)
        .seed(seed);
  }

  private List<LinearKind> kinds() {
    return Arrays.stream(modules.split(",")).map(String::strip).map(LinearKind::of).toList();
  }

  private static int first(Matcher range) {
    return Integer.parseInt(range.group(1));
  }

  private static int last(Matcher range) {
    return range.group(2) == null ? first(range) : Integer.parseInt(range.group(2));
  }
}
