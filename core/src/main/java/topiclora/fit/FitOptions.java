package topiclora.fit;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.FormatMethod;
import java.util.List;
import topiclora.adapter.Form;
import topiclora.adapter.Sharing;
import topiclora.base.LinearKind;

/**
 * What a fit is asked to do.
 *
 * @param form what is modulated, and what is learned
 * @param sharing how modules share a document's vector
 * @param nonNegative whether x stays at zero or above, as responsibilities do
 * @param rank r, directions of the adapter in each module
 * @param layers of the base that x changes
 * @param kinds linear maps of each such layer that x changes
 * @param units what of a document is read at once
 * @param window C, tokens that are read together; short, or the base reads the topic off the
 *     context
 * @param maxTokens tokens of a document that are used at most
 * @param passes passes over the corpus at most; the held-out windows may stop it earlier
 * @param l2 strength of the prior of x, as a factor on its default
 * @param orthogonality strength of the prior that the components of a document's own term are
 *     orthogonal; of the form both
 * @param prior where a document's vector is expected before its text is read
 * @param step share of a Newton step that x moves by; less than one where the numbers of a vector
 *     overlap in what they do
 * @param foldSteps such steps that a new document's x makes
 * @param keep numbers that a vector has at most, those that tell most, the others being zero; 0 for
 *     all; of documents read in sentences
 * @param sharedRate Adam's rate for the shared part, relative to its own scale; 0 leaves it at its
 *     start
 * @param seed of every random choice
 */
public record FitOptions(
    Form form,
    Sharing sharing,
    boolean nonNegative,
    int rank,
    Layers layers,
    List<LinearKind> kinds,
    Units units,
    int window,
    int maxTokens,
    int passes,
    double l2,
    double orthogonality,
    Prior prior,
    double step,
    int foldSteps,
    int keep,
    double sharedRate,
    long seed) {

  public FitOptions {
    kinds = List.copyOf(kinds);
    require(rank >= 1 && rank <= 4096, "rank is %s, wanted 1 to 4096", rank);
    require(window >= 4 && window <= 1024, "window is %s, wanted 4 to 1024 tokens", window);
    require(
        maxTokens >= window,
        "max-tokens is %s, wanted at least the window's %s",
        maxTokens,
        window);
    require(passes >= 0 && passes <= 1000, "passes is %s, wanted 0 to 1000", passes);
    require(l2 > 0 && l2 < 1e6, "l2 is %s, wanted more than 0", l2);
    require(
        orthogonality >= 0 && orthogonality < 1e12,
        "orthogonality is %s, wanted 0 or more",
        orthogonality);
    require(
        orthogonality == 0 || (form.kind() == Form.Kind.BOTH && units == Units.WINDOWS),
        "orthogonality is %s; it is for the form both, and not for the preset plugins",
        orthogonality);
    require(step > 0 && step <= 1, "step is %s, wanted more than 0, at most 1", step);
    require(foldSteps >= 1 && foldSteps <= 100, "fold-steps is %s, wanted 1 to 100", foldSteps);
    require(keep >= 0, "keep is %s, wanted at least 1, or 0 for all", keep);
    require(
        keep == 0 || units == Units.SENTENCES,
        "keep is %s; it is for the preset plugins, whose vectors are long",
        keep);
    require(sharedRate >= 0 && sharedRate <= 1, "shared rate is %s, wanted 0 to 1", sharedRate);
    boolean lora = form.kind() == Form.Kind.LORA;
    require(!lora || rank > 1, "rank is %s, the form lora wants at least 2", rank);
    require(
        !lora || (sharing == Sharing.ALL && !nonNegative),
        "the form lora has no x that could be shared or kept above zero; %s wants another form",
        nonNegative ? "nonnegative" : "share " + sharing);
    require(!lora || sharedRate > 0, "shared rate is %s, and the form lora learns nothing else", 0);
    require(!kinds.isEmpty(), "modules is %s, wanted at least one of q k v o gate up down", kinds);
  }

  /** Whether vectors of so many numbers keep some of them only. */
  public boolean keepsSome(int numbers) {
    return keep > 0 && keep < numbers;
  }

  @FormatMethod
  private static void require(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(message.formatted(values));
    }
  }

  /** The defaults, which docs/experiments.md measured. */
  public static FitOptions defaults() {
    return new Builder().build();
  }

  /** What a document is read in. */
  public enum Units {
    /** Windows of C tokens, some held out: what topics are learned from. */
    WINDOWS,
    /** Sentences, each for itself and in two orders: what knowledge is learned from. */
    SENTENCES
  }

  /**
   * The preset for knowledge plugins: an x of its own for gate, up and down of the upper half of
   * the base's layers, learned from sentences; docs/experiments.md has what it was measured by.
   */
  public static Builder plugins() {
    return new Builder()
        .sharing(Sharing.MODULE)
        .rank(128)
        .layers(new Layers.Upper(2))
        .kinds(List.of(LinearKind.GATE, LinearKind.UP, LinearKind.DOWN))
        .units(Units.SENTENCES)
        .window(96)
        .maxTokens(1024)
        .passes(1)
        .l2(10)
        .prior(Prior.ZERO)
        .step(0.25)
        .foldSteps(5)
        .sharedRate(0.005);
  }

  /** The defaults, to be changed. */
  public static Builder builder() {
    return new Builder();
  }

  /** These options, to be changed. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.form = form;
    builder.sharing = sharing;
    builder.nonNegative = nonNegative;
    builder.rank = rank;
    builder.layers = layers;
    builder.kinds = kinds;
    builder.units = units;
    builder.window = window;
    builder.maxTokens = maxTokens;
    builder.passes = passes;
    builder.l2 = l2;
    builder.orthogonality = orthogonality;
    builder.prior = prior;
    builder.step = step;
    builder.foldSteps = foldSteps;
    builder.keep = keep;
    builder.sharedRate = sharedRate;
    builder.seed = seed;
    return builder;
  }

  /** Options in the making; each setter is named after the option that it sets. */
  public static final class Builder {
    private Form form = Form.DOWN;
    private Sharing sharing = Sharing.ALL;
    private boolean nonNegative;
    private int rank = 16;
    private Layers layers = new Layers.Upper(5);
    private List<LinearKind> kinds = List.of(LinearKind.DOWN);
    private Units units = Units.WINDOWS;
    private int window = 16;
    private int maxTokens = 256;
    private int passes = 2;
    private double l2 = 1;
    private double orthogonality;
    private Prior prior = Prior.ENCODER;
    private double step = 1;
    private int foldSteps = 2;
    private int keep;
    private double sharedRate = 0.1;
    private long seed = 1;

    private Builder() {}

    @CanIgnoreReturnValue
    public Builder form(Form value) {
      form = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder sharing(Sharing value) {
      sharing = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder nonNegative(boolean value) {
      nonNegative = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder rank(int value) {
      rank = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder layers(Layers value) {
      layers = value;
      return this;
    }

    /** Those with these numbers, both ends included. */
    @CanIgnoreReturnValue
    public Builder layers(int first, int last) {
      return layers(new Layers.Range(first, last));
    }

    @CanIgnoreReturnValue
    public Builder kinds(List<LinearKind> value) {
      kinds = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder units(Units value) {
      units = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder window(int value) {
      window = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder maxTokens(int value) {
      maxTokens = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder passes(int value) {
      passes = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder l2(double value) {
      l2 = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder orthogonality(double value) {
      orthogonality = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder prior(Prior value) {
      prior = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder step(double value) {
      step = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder foldSteps(int value) {
      foldSteps = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder keep(int value) {
      keep = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder sharedRate(double value) {
      sharedRate = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** The options, checked. */
    public FitOptions build() {
      return new FitOptions(
          form,
          sharing,
          nonNegative,
          rank,
          layers,
          kinds,
          units,
          window,
          maxTokens,
          passes,
          l2,
          orthogonality,
          prior,
          step,
          foldSteps,
          keep,
          sharedRate,
          seed);
    }
  }
}
