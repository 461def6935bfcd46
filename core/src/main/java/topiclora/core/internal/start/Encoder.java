package topiclora.core.internal.start;

import topiclora.lm.internal.math.StandardScaler;
import topiclora.lm.internal.tensor.Tensor;

/**
 * A linear map from what the base takes a document to be about to the vector that a text of that
 * kind is expected to have, before its own evidence is counted.
 *
 * @param weight {@code [W, r]}, on standardised features
 * @param intercept {@code [r]}
 * @param mean of the features {@code [W]}
 * @param deviation of the features {@code [W]}
 */
public record Encoder(Tensor weight, Tensor intercept, Tensor mean, Tensor deviation) {
  /**
   * Learned from some documents.
   *
   * @param features {@code [D, W]}
   * @param present 1 for a document that is learned from, else 0; {@code [D, 1]}
   * @param expected their vectors {@code [D, r]}
   */
  public static Encoder fit(Tensor features, Tensor present, Tensor expected) {
    int documents = (int) Math.round(present.sum().item());
    var standard = StandardScaler.of(features, present);
    Tensor principal = SpectralStart.principal(standard, documents); // [W, q]
    Tensor overall = expected.mul(present).sum(0).div(present.sum()); // [r]
    Tensor weight =
        Ridge.weights(
            standard.rows().matmul(principal), expected.sub(overall).mul(present)); // [q, r]
    return new Encoder(principal.matmul(weight), overall, standard.mean(), standard.deviation());
  }

  /** The vectors expected for {@code features [D, W]}: {@code [D, r]}. */
  public Tensor predict(Tensor features) {
    return StandardScaler.apply(features, mean, deviation).matmul(weight).add(intercept);
  }

  /** The encoder of {@code (x - shift) * scale}. */
  public Encoder regauged(Tensor shift, Tensor scale) {
    return new Encoder(weight.mul(scale), intercept.sub(shift).mul(scale), mean, deviation);
  }
}
