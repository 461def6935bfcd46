package topiclora.core.internal.start;

import java.util.stream.IntStream;
import topiclora.lm.internal.tensor.Linalg;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The normal equations of a ridge regression, with their spectrum: weights for any penalty.
 *
 * @param moment features times target, {@code [p, k]}
 */
record Ridge(Linalg.Eigen eigen, Tensor moment) {
  /** Shares of the largest eigenvalue, to choose among. */
  static final double[] PENALTIES = {1e-3, 3e-3, 9e-3, 0.027, 0.081, 0.243, 0.729, 2.187};

  /** How many parts documents are divided into, each left out once. */
  static final int FOLDS = 5;

  /** Of {@code features [N, p]} and {@code target [N, k]}. */
  static Ridge of(Tensor features, Tensor target) {
    Tensor transposed = features.transpose(0, 1);
    return new Ridge(Linalg.eigenSymmetric(transposed.matmul(features)), transposed.matmul(target));
  }

  /**
   * Weights {@code [p, k]} with the penalty that predicts left-out rows best.
   *
   * @param features {@code [D, p]}; a row of zeros counts for nothing
   * @param target {@code [D, k]}
   */
  static Tensor weights(Tensor features, Tensor target) {
    int[] documents = IntStream.range(0, features.size(0)).toArray();
    double[] errors = new double[PENALTIES.length];
    for (int fold = 0; fold < FOLDS; fold++) {
      try (var scope = Scope.open()) {
        Tensor inside = fold(documents, fold, true);
        Tensor outside = fold(documents, fold, false);
        of(features.select(0, outside), target.select(0, outside))
            .addErrors(features.select(0, inside), target.select(0, inside), errors);
      }
    }
    int best = 0;
    for (int i = 1; i < errors.length; i++) {
      best = errors[i] < errors[best] ? i : best;
    }
    return of(features, target).weight(PENALTIES[best]);
  }

  /**
   * The places of a fold, or those of all others.
   *
   * @param documents the document of each place
   */
  static Tensor fold(int[] documents, int fold, boolean inside) {
    return Tensor.indices(
        IntStream.range(0, documents.length)
            .filter(i -> (documents[i] % FOLDS == fold) == inside)
            .toArray());
  }

  /** How far {@code target} is from what these features predict, with each penalty. */
  void addErrors(Tensor features, Tensor target, double[] errors) {
    for (int i = 0; i < errors.length; i++) {
      try (var each = Scope.open()) {
        Tensor predicted = features.matmul(weight(PENALTIES[i]));
        errors[i] += target.sub(predicted).square().sum().item();
      }
    }
  }

  /** These, beyond the end of the scope that they were made in. */
  Ridge keptIn(Scope scope) {
    var spectrum = new Linalg.Eigen(scope.keep(eigen.values()), scope.keep(eigen.vectors()));
    return new Ridge(spectrum, scope.keep(moment));
  }

  /** The penalty is a share of the largest eigenvalue. */
  Tensor weight(double penalty) {
    Tensor spectrum = eigen.values().abs();
    double top = spectrum.max(0).item();
    Tensor turned = eigen.vectors().transpose(0, 1).matmul(moment);
    Tensor shrunk = turned.div(spectrum.add(penalty * top + 1e-20).unsqueeze(1));
    return eigen.vectors().matmul(shrunk);
  }
}
