package topiclora.study;

import java.util.Collection;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import topiclora.adapter.Form;
import topiclora.adapter.XShape;
import topiclora.fit.FitOptions;
import topiclora.fit.Prior;

/**
 * How much is measured.
 *
 * @param quick whether the costly rows are left out
 * @param seeds each figure is measured so often
 * @param maxTokens of a document
 * @param passes of a fit at most
 * @param numbers of a document's vector, where nothing else is said
 * @param ranks numbers of a document's vector in the curves
 * @param pluginRanks the same for each of a plugin's modules
 * @param strengths of the prior of x, as factors on its default
 */
public record Plan(
    boolean quick,
    int seeds,
    int maxTokens,
    int passes,
    int numbers,
    List<Integer> ranks,
    List<Integer> pluginRanks,
    List<Double> strengths) {
  /** The prior at which x is held at zero. */
  static final double HELD = 1e5;

  private static final int WIDEST = 128; // directions that a spectral start has

  public Plan {
    ranks = List.copyOf(ranks);
    pluginRanks = List.copyOf(pluginRanks);
    strengths = List.copyOf(strengths);
    if (seeds < 1 || seeds > 100) {
      throw new IllegalArgumentException("seeds is " + seeds + ", wanted 1 to 100");
    }
    FitOptions.builder().maxTokens(maxTokens).passes(passes).build(); // which checks them
  }

  /** Everything: hours. */
  public static Plan full(int seeds, int maxTokens) {
    return new Plan(
        false,
        seeds,
        maxTokens,
        FitOptions.defaults().passes(),
        FitOptions.defaults().rank(),
        List.of(4, 16, 64, WIDEST),
        List.of(16, 128),
        List.of(0.1, 1.0, 10.0, 100.0));
  }

  /** The same questions in minutes, with figures that are rough. */
  public static Plan quick(int seeds, int maxTokens) {
    return new Plan(
        true,
        seeds,
        maxTokens,
        1,
        FitOptions.defaults().rank(),
        List.of(4, 16, 64),
        List.of(32),
        List.of(0.1, 1.0, 10.0));
  }

  /** From 1. */
  LongStream seedNumbers() {
    return LongStream.rangeClosed(1, seeds);
  }

  /** Fits of a part of the documents, in each of some ways with each seed. */
  List<Wanted> wanted(Part part, Collection<LongFunction<FitOptions.Builder>> ways) {
    return ways.stream()
        .flatMap(way -> seedNumbers().mapToObj(way))
        .map(options -> new Wanted(part, options.build()))
        .toList();
  }

  /** The defaults of a fit, with this plan's sizes. */
  FitOptions.Builder options(long seed) {
    return FitOptions.builder().rank(numbers).maxTokens(maxTokens).passes(passes).seed(seed);
  }

  FitOptions.Builder form(long seed, Form.Kind kind) {
    return options(seed).form(new Form(kind, XShape.RANK, false));
  }

  FitOptions.Builder learnedA(long seed) {
    return options(seed).form(new Form(Form.Kind.DOWN, XShape.RANK, true));
  }

  /** Every x stays at zero: all that is learned is shared. */
  FitOptions.Builder held(long seed) {
    return options(seed).prior(Prior.ZERO).l2(HELD);
  }
}
