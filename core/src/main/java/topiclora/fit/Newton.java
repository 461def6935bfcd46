package topiclora.fit;

import topiclora.tensor.DType;
import topiclora.tensor.Linalg;
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
  private static final int CHUNK = 4096;

  private Newton() {}

  /**
   * The new x.
   *
   * @param x {@code [D, r]}
   * @param gradient of each document's log-likelihood at x, {@code [D, r]}
   * @param counts windows that the gradient is summed over, {@code [D, 1]}
   * @param fisher F {@code [r, r]}
   * @param precision P, the diagonal {@code [r]}
   * @param mean m {@code [D, r]}
   */
  static Tensor step(
      Tensor x, Tensor gradient, Tensor counts, Tensor fisher, Tensor precision, Tensor mean) {
    try (var scope = Scope.open()) {
      Tensor pull = gradient.sub(x.sub(mean).mul(precision));
      return scope.keep(x.add(solve(counts, fisher, precision, pull)));
    }
  }

  /** {@code (n F + P)^-1 right} for each document. */
  static Tensor solve(Tensor counts, Tensor fisher, Tensor precision, Tensor right) {
    int documents = right.size(0);
    int rank = right.size(1);
    Tensor prior = Linalg.eye(rank).mul(precision);
    Tensor solved = Tensor.empty(DType.F32, documents, rank);
    for (int at = 0; at < documents; at += CHUNK) {
      int size = Math.min(CHUNK, documents - at);
      Tensor n = counts.narrow(0, at, size).unsqueeze(2); // [D, 1, 1]
      Tensor curvature = fisher.unsqueeze(0).mul(n).add(prior); // [D, r, r]
      Tensor chunk = Linalg.solve(curvature, right.narrow(0, at, size).unsqueeze(2));
      solved.narrow(0, at, size).copyInPlace(chunk.view(size, rank));
    }
    return solved;
  }
}
