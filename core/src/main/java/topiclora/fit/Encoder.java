package topiclora.fit;

import topiclora.tensor.Tensor;

/**
 * A linear map from what the base takes a document to be about to the vector that a text of that
 * kind is expected to have, before its own evidence is counted; learned by {@link CrossRidge}.
 *
 * @param weight {@code [W, r]}, on standardised features
 * @param intercept {@code [r]}
 * @param mean of the features {@code [W]}
 * @param deviation of the features {@code [W]}
 */
public record Encoder(Tensor weight, Tensor intercept, Tensor mean, Tensor deviation) {
  /** The vectors expected for {@code features [D, W]}: {@code [D, r]}. */
  public Tensor expected(Tensor features) {
    return features.sub(mean).div(deviation).matmul(weight).add(intercept);
  }

  /** The encoder of {@code (x - shift) * scale}. */
  Encoder regauged(Tensor shift, Tensor scale) {
    return new Encoder(weight.mul(scale), intercept.sub(shift).mul(scale), mean, deviation);
  }
}
