package topiclora.fit;

import topiclora.tensor.DType;
import topiclora.tensor.Linalg;
import topiclora.tensor.Tensor;

/** How firmly x is held to its expected value. */
final class Prior {
  private static final double LEAST_VARIANCE = 0.02;

  private Prior() {}

  /** One precision for all components: that of {@code windows} windows' worth of data. */
  static Tensor ridge(Tensor fisher, double windows) {
    int rank = fisher.size(0);
    double mean = fisher.mul(Linalg.eye(rank)).sum().item() / rank;
    return Tensor.zeros(DType.F32, rank).fillInPlace(windows * mean);
  }

  /**
   * Empirical Bayes: the variance of what documents have of their own, which is the variance of the
   * evidence around the expectation less the evidence's noise.
   *
   * @param evidence x as a document's windows alone have it, noise {@code F^-1 / n}, {@code [D, r]}
   * @param expected from all other documents, {@code [D, r]}
   * @param counts n, {@code [D, 1]}
   * @param windows factor on the precision
   */
  static Tensor empirical(
      Tensor evidence, Tensor expected, Tensor fisher, Tensor counts, double windows) {
    float[] spread = evidence.sub(expected).square().mul(counts).sum(0).toFloats();
    float[] noise =
        Linalg.solve(fisher, Linalg.eye(fisher.size(0)))
            .mul(Linalg.eye(fisher.size(0)))
            .sum(0)
            .toFloats();
    double total = 0;
    int present = 0;
    for (float n : counts.toFloats()) {
      total += n;
      present += n > 0 ? 1 : 0;
    }
    float[] precision = new float[spread.length];
    for (int k = 0; k < spread.length; k++) {
      double own = (spread[k] - noise[k] * present) / total;
      precision[k] = (float) (windows / Math.max(own, LEAST_VARIANCE * noise[k]));
    }
    return Tensor.of(precision, precision.length);
  }
}
