package topiclora.study.context;

import java.util.Collection;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import topiclora.core.LearningOptions;
import topiclora.core.Modulate;
import topiclora.core.ModulationForm;
import topiclora.core.Prior;
import topiclora.core.VectorShape;

/**
 * How much is measured.
 *
 * @param quick whether the costly rows are left out
 * @param seeds each metric is measured so often
 * @param maxTokens of a document
 * @param epochs of a fit at most
 * @param dimensions of a document's vector, where nothing else is said
 * @param dimensionCurve the same in the curves
 * @param pluginRanks the same for each module of a plugin
 * @param regularisationWeights of the prior of x, as factors on its default
 */
public record Plan(
    boolean quick,
    int seeds,
    int maxTokens,
    int epochs,
    int dimensions,
    List<Integer> dimensionCurve,
    List<Integer> pluginRanks,
    List<Double> regularisationWeights) {
  /** The prior at which x is held at zero. */
  public static final double HELD = 1e5;

  private static final int WIDEST = 128; // directions that a spectral start has

  public Plan {
    dimensionCurve = List.copyOf(dimensionCurve);
    pluginRanks = List.copyOf(pluginRanks);
    regularisationWeights = List.copyOf(regularisationWeights);
    if (seeds < 1 || seeds > 100) {
      throw new IllegalArgumentException("seeds is " + seeds + ", wanted 1 to 100");
    }
    LearningOptions.topics().toBuilder()
        .maxTokens(maxTokens)
        .epochs(epochs)
        .build(); // which checks them
  }

  /** Everything: hours. */
  public static Plan full(int seeds, int maxTokens) {
    return new Plan(
        false,
        seeds,
        maxTokens,
        LearningOptions.topics().epochs(),
        LearningOptions.topics().rank(),
        List.of(4, 16, 64, WIDEST),
        List.of(16, 128),
        List.of(0.1, 1.0, 10.0, 100.0));
  }

  /** The same hypotheses in minutes, with rough metrics. */
  public static Plan quick(int seeds, int maxTokens) {
    return new Plan(
        true,
        seeds,
        maxTokens,
        1,
        LearningOptions.topics().rank(),
        List.of(4, 16, 64),
        List.of(32),
        List.of(0.1, 1.0, 10.0));
  }

  /** From 1. */
  public LongStream seedNumbers() {
    return LongStream.rangeClosed(1, seeds);
  }

  /** Fits of a part of the documents, with each of some options and each seed. */
  public List<StudyFit> fits(
      CorpusPart part, Collection<LongFunction<LearningOptions.Builder>> options) {
    return options.stream()
        .flatMap(bySeed -> seedNumbers().mapToObj(bySeed))
        .map(fit -> new StudyFit(part, fit.build()))
        .toList();
  }

  /** The defaults of a fit, with this plan's sizes. */
  public LearningOptions.Builder options(long seed) {
    return LearningOptions.topics().toBuilder()
        .rank(dimensions)
        .maxTokens(maxTokens)
        .epochs(epochs)
        .seed(seed);
  }

  public LearningOptions.Builder form(long seed, Modulate kind) {
    return options(seed).modulation(new ModulationForm(kind, VectorShape.RANK, false));
  }

  public LearningOptions.Builder trainA(long seed) {
    return options(seed).modulation(new ModulationForm(Modulate.DOWN, VectorShape.RANK, true));
  }

  /** Every x stays at zero: all that is learned is shared. */
  public LearningOptions.Builder held(long seed) {
    return options(seed).prior(Prior.ZERO).l2(HELD);
  }
}
