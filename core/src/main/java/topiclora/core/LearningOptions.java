package topiclora.core;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.FormatMethod;
import java.util.List;
import topiclora.core.internal.adapter.Form;
import topiclora.lm.LinearKind;

/**
 * What a fit is asked to do.
 *
 * @param modulation what is modulated, and what is learned
 * @param sharing how modules share a document's vector
 * @param nonNegative whether x stays at zero or above, as responsibilities do
 * @param rank r, directions of the adapter in each module
 * @param layers of the base that x changes
 * @param targetModules linear maps of each such layer that x changes
 * @param units what of a document is read at once
 * @param window C, tokens that are read together; short, or the base reads the topic off the
 *     context
 * @param maxTokens tokens of a document that are used at most
 * @param epochs passes over the corpus at most; the held-out windows may stop it earlier
 * @param l2 strength of the prior of x, as a factor on its default
 * @param orthogonality strength of the prior that the components of a document's own term are
 *     orthogonal; of the form both
 * @param prior where a document's vector is expected before its text is read
 * @param newtonStep share of a Newton step that x moves by; less than one where the numbers of a
 *     vector overlap in what they do
 * @param foldInSteps such steps that a new document's x makes
 * @param maxNonzero numbers that a vector has at most, those that tell most, the others being zero;
 *     0 for all; of documents read in sentences
 * @param sharedLearningRate Adam's rate for the shared part, relative to its own scale; 0 leaves it
 *     at its start
 * @param seed of every random choice
 */
public record LearningOptions(
    Form modulation,
    Sharing sharing,
    boolean nonNegative,
    int rank,
    LayerRange layers,
    List<LinearKind> targetModules,
    Units units,
    int window,
    int maxTokens,
    int epochs,
    double l2,
    double orthogonality,
    Prior prior,
    double newtonStep,
    int foldInSteps,
    int maxNonzero,
    double sharedLearningRate,
    long seed) {

  public LearningOptions {
    targetModules = List.copyOf(targetModules);
    require(rank >= 1 && rank <= 4096, "rank is %s, wanted 1 to 4096", rank);
    require(window >= 4 && window <= 1024, "window is %s, wanted 4 to 1024 tokens", window);
    require(
        maxTokens >= window,
        "max-tokens is %s, wanted at least the window's %s",
        maxTokens,
        window);
    require(epochs >= 0 && epochs <= 1000, "passes is %s, wanted 0 to 1000", epochs);
    require(l2 > 0 && l2 < 1e6, "l2 is %s, wanted more than 0", l2);
    require(
        orthogonality >= 0 && orthogonality < 1e12,
        "orthogonality is %s, wanted 0 or more",
        orthogonality);
    require(
        orthogonality == 0 || (modulation.factor() == Form.Kind.BOTH && units == Units.WINDOWS),
        "orthogonality is %s; it is for the form both, and not for the preset plugins",
        orthogonality);
    require(
        newtonStep > 0 && newtonStep <= 1, "step is %s, wanted more than 0, at most 1", newtonStep);
    require(
        foldInSteps >= 1 && foldInSteps <= 100, "fold-steps is %s, wanted 1 to 100", foldInSteps);
    require(maxNonzero >= 0, "keep is %s, wanted at least 1, or 0 for all", maxNonzero);
    require(
        maxNonzero == 0 || units == Units.SENTENCES,
        "keep is %s; it is for the preset plugins, whose vectors are long",
        maxNonzero);
    require(
        sharedLearningRate >= 0 && sharedLearningRate <= 1,
        "shared rate is %s, wanted 0 to 1",
        sharedLearningRate);
    boolean lora = modulation.factor() == Form.Kind.NONE;
    require(!lora || rank > 1, "rank is %s, the form lora wants at least 2", rank);
    require(
        !lora || (sharing == Sharing.ALL && !nonNegative),
        "the form lora has no x that could be shared or kept above zero; %s wants another form",
        nonNegative ? "nonnegative" : "share " + sharing);
    require(
        !lora || sharedLearningRate > 0,
        "shared rate is %s, and the form lora learns nothing else",
        0);
    require(
        !targetModules.isEmpty(),
        "modules is %s, wanted at least one of q k v o gate up down",
        targetModules);
  }

  /** Whether vectors of so many numbers keep some of them only. */
  public boolean isSparse(int numbers) {
    return maxNonzero > 0 && maxNonzero < numbers;
  }

  @FormatMethod
  private static void require(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(message.formatted(values));
    }
  }

  /** The defaults, which docs/experiments.md measured. */
  public static LearningOptions defaults() {
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
        .layers(new LayerRange.Upper(2))
        .targetModules(List.of(LinearKind.GATE, LinearKind.UP, LinearKind.DOWN))
        .units(Units.SENTENCES)
        .window(96)
        .maxTokens(1024)
        .epochs(1)
        .l2(10)
        .prior(Prior.ZERO)
        .newtonStep(0.25)
        .foldInSteps(5)
        .sharedLearningRate(0.005);
  }

  /** The defaults, to be changed. */
  public static Builder builder() {
    return new Builder();
  }

  /** These options, to be changed. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.form = modulation;
    builder.sharing = sharing;
    builder.nonNegative = nonNegative;
    builder.rank = rank;
    builder.layers = layers;
    builder.kinds = targetModules;
    builder.units = units;
    builder.window = window;
    builder.maxTokens = maxTokens;
    builder.passes = epochs;
    builder.l2 = l2;
    builder.orthogonality = orthogonality;
    builder.prior = prior;
    builder.step = newtonStep;
    builder.foldSteps = foldInSteps;
    builder.keep = maxNonzero;
    builder.sharedRate = sharedLearningRate;
    builder.seed = seed;
    return builder;
  }

  /** Options in the making; each setter is named after the option that it sets. */
  public static final class Builder {
    private Form form = Form.DOWN;
    private Sharing sharing = Sharing.ALL;
    private boolean nonNegative;
    private int rank = 16;
    private LayerRange layers = new LayerRange.Upper(5);
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
    public Builder modulation(Form value) {
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
    public Builder layers(LayerRange value) {
      layers = value;
      return this;
    }

    /** Those with these numbers, both ends included. */
    @CanIgnoreReturnValue
    public Builder layers(int first, int last) {
      return layers(new LayerRange.Range(first, last));
    }

    @CanIgnoreReturnValue
    public Builder targetModules(List<LinearKind> value) {
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
    public Builder epochs(int value) {
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
    public Builder newtonStep(double value) {
      step = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder foldInSteps(int value) {
      foldSteps = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder maxNonzero(int value) {
      keep = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder sharedLearningRate(double value) {
      sharedRate = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /** The options, checked. */
    public LearningOptions build() {
      return new LearningOptions(
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
