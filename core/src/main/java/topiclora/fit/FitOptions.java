package topiclora.fit;

import com.google.errorprone.annotations.FormatMethod;
import java.util.List;
import topiclora.base.LinearKind;

/**
 * What a fit is asked to do.
 *
 * @param rank r, numbers in x
 * @param firstLayer lowest layer that x changes, or -1 for the last fifth of the base
 * @param lastLayer highest such layer, inclusive, or -1 for the base's last
 * @param kinds linear maps of each such layer that x changes
 * @param window C, tokens that are read together; short, or the base reads the topic off the
 *     context
 * @param maxTokens tokens of a document that are used at most
 * @param passes passes over the corpus at most; the held-out windows may stop it earlier
 * @param l2 strength of the prior of x, as a factor on its default
 * @param prior where a document's vector is expected before its text is read
 * @param sharedRate Adam's rate for the shared part, relative to its own scale; 0 leaves it at its
 *     start
 * @param seed of every random choice
 */
public record FitOptions(
    int rank,
    int firstLayer,
    int lastLayer,
    List<LinearKind> kinds,
    int window,
    int maxTokens,
    int passes,
    double l2,
    Prior prior,
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
    require(sharedRate >= 0 && sharedRate <= 1, "shared rate is %s, wanted 0 to 1", sharedRate);
    require(!kinds.isEmpty(), "modules is %s, wanted at least one of q k v o gate up down", kinds);
    require(
        lastLayer < 0 || firstLayer <= lastLayer,
        "layers are %s to %s, wanted the lower one first",
        firstLayer,
        lastLayer);
  }

  @FormatMethod
  private static void require(boolean holds, String message, Object... values) {
    if (!holds) {
      throw new IllegalArgumentException(message.formatted(values));
    }
  }

  /** The defaults, which docs/experiments.md measured. */
  public static FitOptions defaults() {
    return new FitOptions(
        16, -1, -1, List.of(LinearKind.DOWN), 16, 256, 2, 1, Prior.ENCODER, 0.01, 1);
  }

  public FitOptions withRank(int value) {
    return new FitOptions(
        value,
        firstLayer,
        lastLayer,
        kinds,
        window,
        maxTokens,
        passes,
        l2,
        prior,
        sharedRate,
        seed);
  }

  public FitOptions withLayers(int first, int last) {
    return new FitOptions(
        rank, first, last, kinds, window, maxTokens, passes, l2, prior, sharedRate, seed);
  }

  public FitOptions withKinds(List<LinearKind> value) {
    return new FitOptions(
        rank, firstLayer, lastLayer, value, window, maxTokens, passes, l2, prior, sharedRate, seed);
  }

  public FitOptions withWindow(int value) {
    return new FitOptions(
        rank, firstLayer, lastLayer, kinds, value, maxTokens, passes, l2, prior, sharedRate, seed);
  }

  public FitOptions withMaxTokens(int value) {
    return new FitOptions(
        rank, firstLayer, lastLayer, kinds, window, value, passes, l2, prior, sharedRate, seed);
  }

  public FitOptions withPasses(int value) {
    return new FitOptions(
        rank, firstLayer, lastLayer, kinds, window, maxTokens, value, l2, prior, sharedRate, seed);
  }

  public FitOptions withL2(double value) {
    return new FitOptions(
        rank,
        firstLayer,
        lastLayer,
        kinds,
        window,
        maxTokens,
        passes,
        value,
        prior,
        sharedRate,
        seed);
  }

  public FitOptions withPrior(Prior value) {
    return new FitOptions(
        rank, firstLayer, lastLayer, kinds, window, maxTokens, passes, l2, value, sharedRate, seed);
  }

  public FitOptions withSharedRate(double value) {
    return new FitOptions(
        rank, firstLayer, lastLayer, kinds, window, maxTokens, passes, l2, prior, value, seed);
  }

  public FitOptions withSeed(long value) {
    return new FitOptions(
        rank,
        firstLayer,
        lastLayer,
        kinds,
        window,
        maxTokens,
        passes,
        l2,
        prior,
        sharedRate,
        value);
  }
}
