package topiclora.core;

import topiclora.core.internal.fit.Fisher;
import topiclora.lm.internal.tensor.Tensor;

/** Where a document's vector is expected before its text is counted, and how firmly. */
public enum Prior {
  /** Zero, as the idea has it. */
  ZERO(4),

  /** What the encoder expects of the document: empirical Bayes. */
  ENCODER(16);

  private final double windows;

  Prior(double windows) {
    this.windows = windows;
  }

  /**
   * Precision of each component, {@code [n]}: that of so many windows' worth of data, times the
   * factor.
   *
   * <p>The expected vector has seen the document too and is worth more of it than zero is; how much
   * was measured by held-out gain, docs/experiments.md.
   */
  public Tensor precision(Fisher fisher, double factor) {
    return fisher.diagonal().fillInPlace(windows * factor * fisher.scale());
  }
}
