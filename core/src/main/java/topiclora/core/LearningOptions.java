package topiclora.core;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.errorprone.annotations.FormatMethod;
import java.util.List;
import topiclora.lm.LinearKind;

/**
 * What a fit learns, from what, and for how long.
 *
 * <pre>{@code
 * LearningOptions options = LearningOptions.topics().toBuilder().rank(32).epochs(3).build();
 * }</pre>
 *
 * @param modulation what is modulated, and what is learned
 * @param sharing how the target modules share a document's vector
 * @param nonNegative whether vectors stay at zero or above, as responsibilities do
 * @param rank r, directions of the adapter in each module
 * @param layers of the base model that the vector changes
 * @param targetModules linear maps of each such layer that the vector changes
 * @param textUnit what of a document is read at once
 * @param window C, tokens that are read together; short, or the base model reads the topic off the
 *     context
 * @param maxTokens tokens of a document that are used at most
 * @param epochs passes over the corpus at most; the held-out windows may stop it earlier
 * @param l2 regularisation weight of the prior of the vectors, as a factor on its default
 * @param orthogonality regularisation weight of the prior that the components of a document's own
 *     term are orthogonal; for {@link Modulate#BOTH}
 * @param prior where a document's vector is expected before its text is read
 * @param newtonStep share of a Newton step that a vector moves by; less than one where dimensions
 *     overlap in what they do
 * @param foldInSteps such steps that the vector of a new document makes
 * @param maxNonzero dimensions of a vector that are not zero, at most: those with the largest
 *     estimated NLL reduction; 0 for all; for {@link TextUnit#SENTENCES}
 * @param sharedLearningRate Adam's rate for the shared adapter, relative to its own scale; 0 leaves
 *     it at its start
 * @param seed of every random choice
 */
public record LearningOptions(
    ModulationForm modulation,
    Sharing sharing,
    boolean nonNegative,
    int rank,
    LayerRange layers,
    List<LinearKind> targetModules,
    TextUnit textUnit,
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
        maxTokens >= window, "maxTokens is %s, wanted at least the window's %s", maxTokens, window);
    require(epochs >= 0 && epochs <= 1000, "epochs is %s, wanted 0 to 1000", epochs);
    require(l2 > 0 && l2 < 1e6, "l2 is %s, wanted more than 0, less than 1e6", l2);
    require(
        orthogonality >= 0 && orthogonality < 1e12,
        "orthogonality is %s, wanted 0 or more, less than 1e12",
        orthogonality);
    Modulate modulate = modulation.modulate();
    require(
        orthogonality == 0 || (modulate == Modulate.BOTH && textUnit == TextUnit.WINDOWS),
        "orthogonality is %s; it wants modulate both and textUnit windows, else 0",
        orthogonality);
    require(
        newtonStep > 0 && newtonStep <= 1,
        "newtonStep is %s, wanted more than 0, at most 1",
        newtonStep);
    require(
        foldInSteps >= 1 && foldInSteps <= 100, "foldInSteps is %s, wanted 1 to 100", foldInSteps);
    require(maxNonzero >= 0, "maxNonzero is %s, wanted at least 1, or 0 for all", maxNonzero);
    require(
        maxNonzero == 0 || textUnit == TextUnit.SENTENCES,
        "maxNonzero is %s; it is for long vectors, of textUnit sentences",
        maxNonzero);
    require(
        sharedLearningRate >= 0 && sharedLearningRate <= 1,
        "sharedLearningRate is %s, wanted 0 to 1",
        sharedLearningRate);
    require(!targetModules.isEmpty(), "targetModules is empty, wanted at least one");
    if (modulate == Modulate.NONE) {
      require(rank > 1, "rank is %s, modulate none wants at least 2", rank);
      require(
          sharing == Sharing.ALL && !nonNegative,
          "modulate none has no vectors to share or to keep above zero; wanted sharing all, and not"
              + " nonNegative");
      require(
          sharedLearningRate > 0, "sharedLearningRate is 0, and modulate none learns nothing else");
    }
  }

  /** Whether vectors of so many dimensions have some of them at zero, to be stored shorter. */
  public boolean isSparse(int dimensions) {
    return maxNonzero > 0 && maxNonzero < dimensions;
  }

  @FormatMethod
  private static void require(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(message.formatted(values));
    }
  }

  /** For topic models: the defaults, which docs/experiments.md measured. */
  public static LearningOptions topics() {
    return new Builder().build();
  }

  /**
   * For knowledge plugins: a vector of its own for gate, up and down of the upper half of the base
   * model's layers, learned from sentences; docs/experiments.md has what it was measured by.
   */
  public static LearningOptions plugins() {
    return new Builder()
        .sharing(Sharing.MODULE)
        .rank(128)
        .layers(new LayerRange.Upper(2))
        .targetModules(List.of(LinearKind.GATE, LinearKind.UP, LinearKind.DOWN))
        .textUnit(TextUnit.SENTENCES)
        .window(96)
        .maxTokens(1024)
        .epochs(1)
        .l2(10)
        .prior(Prior.ZERO)
        .newtonStep(0.25)
        .foldInSteps(5)
        .sharedLearningRate(0.005)
        .build();
  }

  /** These options, to be changed. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.modulation = modulation;
    builder.sharing = sharing;
    builder.nonNegative = nonNegative;
    builder.rank = rank;
    builder.layers = layers;
    builder.targetModules = targetModules;
    builder.textUnit = textUnit;
    builder.window = window;
    builder.maxTokens = maxTokens;
    builder.epochs = epochs;
    builder.l2 = l2;
    builder.orthogonality = orthogonality;
    builder.prior = prior;
    builder.newtonStep = newtonStep;
    builder.foldInSteps = foldInSteps;
    builder.maxNonzero = maxNonzero;
    builder.sharedLearningRate = sharedLearningRate;
    builder.seed = seed;
    return builder;
  }

  /** Options in the making; each setter is named after the option that it sets. */
  public static final class Builder {
    private ModulationForm modulation = ModulationForm.of(Modulate.DOWN);
    private Sharing sharing = Sharing.ALL;
    private boolean nonNegative;
    private int rank = 16;
    private LayerRange layers = new LayerRange.Upper(5);
    private List<LinearKind> targetModules = List.of(LinearKind.DOWN);
    private TextUnit textUnit = TextUnit.WINDOWS;
    private int window = 16;
    private int maxTokens = 256;
    private int epochs = 2;
    private double l2 = 1;
    private double orthogonality;
    private Prior prior = Prior.ENCODER;
    private double newtonStep = 1;
    private int foldInSteps = 2;
    private int maxNonzero;
    private double sharedLearningRate = 0.1;
    private long seed = 1;

    private Builder() {}

    @CanIgnoreReturnValue
    public Builder modulation(ModulationForm value) {
      this.modulation = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder sharing(Sharing value) {
      this.sharing = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder nonNegative(boolean value) {
      this.nonNegative = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder rank(int value) {
      this.rank = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder layers(LayerRange value) {
      this.layers = value;
      return this;
    }

    /** Those with these numbers, both ends included. */
    @CanIgnoreReturnValue
    public Builder layers(int first, int last) {
      return layers(new LayerRange.Range(first, last));
    }

    @CanIgnoreReturnValue
    public Builder targetModules(List<LinearKind> value) {
      this.targetModules = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder textUnit(TextUnit value) {
      this.textUnit = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder window(int value) {
      this.window = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder maxTokens(int value) {
      this.maxTokens = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder epochs(int value) {
      this.epochs = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder l2(double value) {
      this.l2 = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder orthogonality(double value) {
      this.orthogonality = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder prior(Prior value) {
      this.prior = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder newtonStep(double value) {
      this.newtonStep = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder foldInSteps(int value) {
      this.foldInSteps = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder maxNonzero(int value) {
      this.maxNonzero = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder sharedLearningRate(double value) {
      this.sharedLearningRate = value;
      return this;
    }

    @CanIgnoreReturnValue
    public Builder seed(long value) {
      this.seed = value;
      return this;
    }

    /** The options, checked. */
    public LearningOptions build() {
      return new LearningOptions(
          modulation,
          sharing,
          nonNegative,
          rank,
          layers,
          targetModules,
          textUnit,
          window,
          maxTokens,
          epochs,
          l2,
          orthogonality,
          prior,
          newtonStep,
          foldInSteps,
          maxNonzero,
          sharedLearningRate,
          seed);
    }
  }
}
