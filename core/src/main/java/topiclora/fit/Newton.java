package topiclora.fit;

import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/**
 * One Newton step for every document's vector, with the Fisher matrix pooled over the corpus.
 *
 * <p>{@code x += (n F + P)^-1 (g - P (x - m))}: n windows of the document, F the mean outer product
 * of their gradients, P and m precision and mean of the prior. First-order methods with a step per
 * coordinate ruin the geometry of x: measured, docs/experiments.md.
 */
final class Newton {
  private Newton() {}

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
  static Tensor step(
      Tensor x, Tensor gradient, Tensor counts, Fisher fisher, Tensor precision, Tensor mean) {
    try (var scope = Scope.open()) {
      Tensor pull = gradient.sub(x.sub(mean).mul(precision));
      return scope.keep(x.add(fisher.solve(counts, precision, pull)));
    }
  }
}
