package topiclora.core.internal.fit;

import topiclora.core.LearningOptions;
import topiclora.core.Prior;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * One Newton step for every document's vector, with the Fisher matrix pooled over the corpus.
 *
 * <p>{@code x += (n F + P)^-1 (g - P (x - m))}: n windows of the document, F the mean outer product
 * of their gradients, P and m precision and mean of the prior. First-order methods with a step per
 * coordinate ruin the geometry of x: measured, docs/experiments.md.
 */
public final class Newton {
  /** Share of a step that is made where F is its diagonal, which knows of no overlap. */
  private static final double ALONG_DIAGONAL = 0.25;

  private Newton() {}

  /**
   * Moves every x by the gradients gathered, and then the mean document to x = 0.
   *
   * @param counts windows of each document that they were gathered from, {@code [D, 1]}
   */
  static void move(FitState state, Tensor counts, LearningOptions options) {
    try (var scope = Scope.open()) {
      Parameters learned = state.current();
      Fisher fisher = state.fisher().damped();
      Tensor precision = fisher.precision(options.prior(), options.l2());
      Tensor asked =
          OrthogonalityPenalty.step(
              learned.adapter(),
              options.orthogonality(),
              learned.x(),
              state.gradient(),
              counts,
              fisher,
              precision,
              state.predicted());
      Tensor moved = learned.x().add(asked.sub(learned.x()).mul(reach(fisher, options)));
      if (options.nonNegative()) {
        moved = moved.atLeast(0);
      }
      Parameters next =
          new Parameters(learned.adapter(), moved, fisher, precision, learned.encoder());
      if (options.nonNegative() || !learned.adapter().isAffine()) {
        learned.copyFrom(next);
      } else {
        Tensor mean = moved.mul(counts).sum(0).div(counts.sum()); // [n]
        learned.copyFrom(next.recentred(mean));
        if (options.prior() == Prior.ENCODER) {
          state.predicted().copyInPlace(state.predicted().sub(mean));
        } else {
          learned.encoder().intercept().fillInPlace(0);
        }
      }
      state.reset();
    }
  }

  /** Share of a Newton step that x moves by. */
  public static double reach(Fisher fisher, LearningOptions options) {
    return fisher.whole() ? options.newtonStep() : Math.min(options.newtonStep(), ALONG_DIAGONAL);
  }

  /**
   * The new x.
   *
   * @param x {@code [D, n]}
   * @param gradient of each document's log-likelihood at x, {@code [D, n]}
   * @param counts windows that the gradient is summed over, {@code [D, 1]}
   * @param fisher F
   * @param precision P, the diagonal {@code [n]}
   * @param mean m {@code [D, n]}
   */
  public static Tensor step(
      Tensor x, Tensor gradient, Tensor counts, Fisher fisher, Tensor precision, Tensor mean) {
    try (var scope = Scope.open()) {
      Tensor pull = gradient.sub(x.sub(mean).mul(precision));
      return scope.keep(x.add(fisher.solve(counts, precision, pull)));
    }
  }
}
