package topiclora.core.internal.start;

import topiclora.lm.internal.tensor.Tensor;

/**
 * Features of documents at mean zero and deviation one.
 *
 * @param rows {@code [D, W]}; zeros for a document without features
 * @param mean {@code [W]}
 * @param deviation {@code [W]}
 */
record StandardScaler(Tensor rows, Tensor mean, Tensor deviation) {
  /**
   * Over the documents that have features.
   *
   * @param features {@code [D, W]}
   * @param present 1 for a document that has some, else 0; {@code [D, 1]}
   */
  static StandardScaler of(Tensor features, Tensor present) {
    Tensor total = present.sum();
    Tensor mean = features.mul(present).sum(0).div(total);
    Tensor spread = features.sub(mean).square().mul(present).sum(0).div(total);
    Tensor deviation = spread.sqrt().add(1e-6);
    return new StandardScaler(features.sub(mean).div(deviation).mul(present), mean, deviation);
  }

  /** The directions in which documents differ most, {@code [W, q]}. */
  Tensor principal(int documents) {
    return TruncatedSvd.of(rows, Math.min(SpectralStart.COMPONENTS, documents - 1));
  }
}
