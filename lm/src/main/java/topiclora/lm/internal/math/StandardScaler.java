package topiclora.lm.internal.math;

import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * Features of documents at mean zero and deviation one.
 *
 * <p>The deviation has 1e-6 added, so that a feature that all documents share becomes zero. Both
 * are saved with a model's encoder: this arithmetic and no other.
 *
 * @param rows {@code [D, W]}; zeros for a document without features
 * @param mean {@code [W]}
 * @param deviation {@code [W]}
 */
public record StandardScaler(Tensor rows, Tensor mean, Tensor deviation) {
  /**
   * Over the documents that have features.
   *
   * @param features {@code [D, W]}
   * @param present 1 for a document that has some, else 0; {@code [D, 1]}
   */
  public static StandardScaler of(Tensor features, Tensor present) {
    Tensor total = present.sum();
    Tensor mean = features.mul(present).sum(0).div(total);
    Tensor spread = features.sub(mean).square().mul(present).sum(0).div(total);
    Tensor deviation = spread.sqrt().add(1e-6);
    return new StandardScaler(apply(features, mean, deviation).mul(present), mean, deviation);
  }

  /** Over all documents. */
  public static StandardScaler of(Tensor features) {
    return of(features, Tensor.zeros(DType.F32, features.size(0), 1).fillInPlace(1));
  }

  /** Rows of features {@code [D, W]} standardised over all of them. */
  public static float[][] standardised(float[][] rows) {
    try (var scope = Scope.open()) {
      return of(Tensor.ofRows(rows)).rows().toRows();
    }
  }

  /** Other features by the mean and deviation of these, {@code [N, W]}. */
  public Tensor apply(Tensor features) {
    return apply(features, mean, deviation);
  }

  /** Features {@code [N, W]} by a mean and deviation that were kept, both {@code [W]}. */
  public static Tensor apply(Tensor features, Tensor mean, Tensor deviation) {
    return features.sub(mean).div(deviation);
  }
}
