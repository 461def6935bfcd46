package topiclora.fit;

import java.util.Objects;
import topiclora.tensor.Linalg;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/**
 * A ridge regression from a document's mean hidden state to its vector: what a text of that kind is
 * expected to have as x, before its own evidence is counted.
 *
 * @param weight {@code [W, r]}, on standardised features
 * @param intercept {@code [r]}
 * @param mean of the features {@code [W]}
 * @param deviation of the features {@code [W]}
 */
public record Encoder(Tensor weight, Tensor intercept, Tensor mean, Tensor deviation) {

  /**
   * What fitting gives.
   *
   * @param leaveOneOut each document's expected vector from all other documents, {@code [D, r]}
   */
  record Fitted(Encoder encoder, Tensor leaveOneOut) {}

  /** The vectors expected for {@code features [D, W]}: {@code [D, r]}. */
  public Tensor expected(Tensor features) {
    return standardised(features, mean, deviation).matmul(weight).add(intercept);
  }

  private static Tensor standardised(Tensor features, Tensor mean, Tensor deviation) {
    return features.sub(mean).div(deviation);
  }

  /**
   * Weighted ridge with the penalty that predicts best when each document is left out.
   *
   * @param features {@code [D, W]}
   * @param target {@code [D, r]}
   * @param weights how far each target is to be trusted, {@code [D, 1]}; 0 leaves a document out
   */
  static Fitted fit(Tensor features, Tensor target, Tensor weights) {
    try (var scope = Scope.open()) {
      Tensor total = weights.sum();
      Tensor mean = features.mul(weights).sum(0).div(total);
      Tensor deviation =
          features.sub(mean).square().mul(weights).sum(0).div(total).sqrt().add(1e-6);
      Tensor intercept = target.mul(weights).sum(0).div(total);
      Tensor z = standardised(features, mean, deviation); // [D, W]
      Tensor centred = target.sub(intercept);
      Tensor scaled = z.mul(weights);
      Linalg.Eigen eigen = Linalg.eigenSymmetric(z.transpose(0, 1).matmul(scaled));
      Tensor moment = scaled.transpose(0, 1).matmul(centred); // [W, r]
      Tensor spectrum = eigen.values().abs();
      double top = spectrum.max(0).item();
      Fitted best = null;
      double least = Double.POSITIVE_INFINITY;
      for (double penalty = 1e-4; penalty < 2; penalty *= 3) {
        Tensor root = eigen.vectors().div(spectrum.add(penalty * top).sqrt()); // [W, W]
        Tensor weight = root.matmul(root.transpose(0, 1).matmul(moment));
        Tensor leverage =
            z.matmul(root).square().sumKeeping(1).mul(weights).add(weights.div(total));
        Tensor residual = centred.sub(z.matmul(weight)).div(leverage.negate().add(1 + 1e-6));
        double error = residual.square().mul(weights).sum().item();
        if (error < least) {
          least = error;
          Encoder encoder = new Encoder(weight, intercept, mean, deviation);
          best = new Fitted(encoder, target.sub(residual));
        }
      }
      return kept(scope, Objects.requireNonNull(best, "features are not finite"));
    }
  }

  private static Fitted kept(Scope scope, Fitted fitted) {
    Encoder e = fitted.encoder();
    scope.keep(e.weight);
    scope.keep(e.intercept);
    scope.keep(e.mean);
    scope.keep(e.deviation);
    scope.keep(fitted.leaveOneOut());
    return fitted;
  }

  /** The encoder of {@code (x - shift) * scale}. */
  Encoder regauged(Tensor shift, Tensor scale) {
    return new Encoder(weight.mul(scale), intercept.sub(shift).mul(scale), mean, deviation);
  }
}
