package topiclora.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import topiclora.tensor.DType;
import topiclora.tensor.Linalg;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/**
 * A ridge regression that foretells a window's evidence from the <em>other</em> windows of its
 * document.
 *
 * <p>Evidence and features of one window share its words, so a regression of one on the other
 * learns those words; from the other windows only the topic can be learned, which is what a vector
 * is for. How many of the directions in which documents differ most are looked at, and the penalty,
 * are those that foretell best documents that were left out, five folds of them.
 *
 * @param weight {@code [W, k]} on standardised features
 * @param mean of the features {@code [W]}
 * @param deviation of the features {@code [W]}
 * @param leftOut for each document, what the folds without it foretell from all its windows, {@code
 *     [D, k]}
 * @param explained share of the evidence's variance that is foretold, of left-out documents
 */
record CrossRidge(Tensor weight, Tensor mean, Tensor deviation, Tensor leftOut, double explained) {
  private static final int FOLDS = 5;
  private static final double[] PENALTIES = {1e-3, 3e-3, 9e-3, 0.027, 0.081, 0.243, 0.729, 2.187};
  private static final int FEWEST_COMPONENTS = 16;

  /** Normal equations of some windows, with their spectrum. */
  private record Normal(Linalg.Eigen eigen, Tensor moment) {
    static Normal of(Tensor features, Tensor target) {
      Tensor transposed = features.transpose(0, 1);
      return new Normal(
          Linalg.eigenSymmetric(transposed.matmul(features)), transposed.matmul(target));
    }

    /** These, beyond the end of the scope that they were made in. */
    Normal keptIn(Scope scope) {
      var spectrum = new Linalg.Eigen(scope.keep(eigen.values()), scope.keep(eigen.vectors()));
      return new Normal(spectrum, scope.keep(moment));
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

  /**
   * Fits {@code evidence [N, k]}, whose mean is near zero, to the features of the windows.
   *
   * @return tensors of the innermost scope
   */
  static CrossRidge fit(WindowFeatures windows, Tensor evidence) {
    Tensor counts = windows.counts(); // [D, 1]
    Tensor present = counts.positive();
    Tensor documents = windows.means(); // [D, W]
    Tensor total = present.sum();
    Tensor mean = documents.mul(present).sum(0).div(total);
    Tensor spread = documents.sub(mean).square().mul(present).sum(0).div(total);
    Tensor deviation = spread.sqrt().add(1e-6);
    Tensor usable = windows.accompanied(); // [N, 1]
    Tensor standardised = documents.sub(mean).div(deviation).mul(present);
    Tensor whitening = whitening(windows, standardised, deviation); // [W, p]
    Tensor others = others(windows, mean, deviation, whitening).mul(usable); // [N, p]
    Tensor target = evidence.mul(usable);
    var best = new Choice(0, 0, Double.POSITIVE_INFINITY, List.of());
    int most = whitening.size(1);
    List<Fold> folds = IntStream.range(0, FOLDS).mapToObj(f -> Fold.of(windows, f)).toList();
    for (int count = Math.min(FEWEST_COMPONENTS, most); count > 0; count = more(count, most)) {
      best = better(best, folds, last(others, count), target);
    }
    Tensor chosen = last(whitening, best.components()); // [W, c]
    Tensor own = standardised.matmul(chosen);
    Tensor leftOut = Tensor.zeros(DType.F32, windows.documents(), evidence.size(1));
    for (int fold = 0; fold < FOLDS; fold++) {
      Tensor out = documentsOf(windows.documents(), fold);
      Tensor weight = best.normals().get(fold).weight(best.penalty());
      leftOut.addRowsInPlace(out, own.select(0, out).matmul(weight));
    }
    Normal all = Normal.of(last(others, best.components()), target);
    return new CrossRidge(
        chosen.matmul(all.weight(best.penalty())),
        mean,
        deviation,
        leftOut,
        1 - best.error() / target.square().sum().item());
  }

  /** What the other windows of each window's document say; as wide as the base only meanwhile. */
  private static Tensor others(
      WindowFeatures windows, Tensor mean, Tensor deviation, Tensor whitening) {
    try (var scope = Scope.open()) {
      Tensor wide = windows.meansOfOthers().sub(mean).div(deviation); // [N, W]
      return scope.keep(wide.matmul(whitening));
    }
  }

  private static Tensor last(Tensor matrix, int columns) {
    return matrix.narrow(1, (long) matrix.size(1) - columns, columns);
  }

  /** Twice as many, then all there are, then none. */
  private static int more(int count, int most) {
    return count == most ? 0 : Math.min(2 * count, most);
  }

  /** Which windows are in a fold of the documents, and which are not. */
  private record Fold(Tensor inside, Tensor outside) {
    static Fold of(WindowFeatures windows, int fold) {
      return new Fold(inFold(windows, fold, true), inFold(windows, fold, false));
    }
  }

  /**
   * What was found to foretell best.
   *
   * @param error over all folds
   * @param normals of the windows outside each fold
   */
  private record Choice(int components, double penalty, double error, List<Normal> normals) {}

  /** The best penalty for these features, unless {@code best} is better already. */
  private static Choice better(Choice best, List<Fold> folds, Tensor others, Tensor target) {
    List<Normal> normals = new ArrayList<>();
    double[] errors = new double[PENALTIES.length];
    for (Fold fold : folds) {
      normals.add(without(fold, others, target));
      addErrors(normals.getLast(), fold, others, target, errors);
    }
    Choice found = best;
    for (int i = 0; i < errors.length; i++) {
      if (errors[i] < found.error()) {
        found = new Choice(others.size(1), PENALTIES[i], errors[i], normals);
      }
    }
    return found;
  }

  private static Normal without(Fold fold, Tensor others, Tensor target) {
    try (var scope = Scope.open()) {
      Normal normal = Normal.of(others.select(0, fold.outside()), target.select(0, fold.outside()));
      return normal.keptIn(scope);
    }
  }

  /** How far the windows of a fold are from what the others foretell, with each penalty. */
  private static void addErrors(
      Normal normal, Fold fold, Tensor others, Tensor target, double[] errors) {
    try (var scope = Scope.open()) {
      Tensor features = others.select(0, fold.inside());
      Tensor wanted = target.select(0, fold.inside());
      for (int i = 0; i < errors.length; i++) {
        try (var each = Scope.open()) {
          Tensor foretold = features.matmul(normal.weight(PENALTIES[i]));
          errors[i] += wanted.sub(foretold).square().sum().item();
        }
      }
    }
  }

  /**
   * Evens out how much the windows of one document differ, in the leading principal components of
   * the documents: a penalty on standardised features spares those that vary most, which are not
   * those that tell documents apart.
   *
   * @param own the documents' standardised features {@code [D, W]}, zero where there are none
   * @return {@code [W, p]}, those last in which documents differ most
   */
  private static Tensor whitening(WindowFeatures windows, Tensor own, Tensor deviation) {
    try (var scope = Scope.open()) {
      Tensor counts = windows.counts();
      int documents = (int) Math.round(counts.positive().sum().item());
      int components = Math.min(SpectralStart.COMPONENTS, documents - 1);
      Tensor principal = SpectralStart.leading(own.mul(counts.sqrt()), components); // [W, p]
      Tensor each = windows.sums().div(windows.tokens()); // [N, W]
      Tensor within = each.sub(windows.means().select(0, windows.owners())).div(deviation);
      Tensor toWhite =
          principal.matmul(
              Whitening.of(within.matmul(principal), windows.rows().length - documents));
      Tensor white = own.matmul(toWhite).mul(counts.sqrt()); // [D, p]
      return scope.keep(toWhite.matmul(SpectralStart.leading(white, toWhite.size(1))));
    }
  }

  private static Tensor inFold(WindowFeatures windows, int fold, boolean inside) {
    int[] owners = windows.owners().toInts();
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < owners.length; i++) {
      if ((owners[i] % FOLDS == fold) == inside) {
        chosen.add(i);
      }
    }
    return Tensor.indices(chosen.stream().mapToInt(Integer::intValue).toArray());
  }

  private static Tensor documentsOf(int documents, int fold) {
    int count = (documents - fold + FOLDS - 1) / FOLDS;
    int[] chosen = new int[count];
    for (int i = 0; i < count; i++) {
      chosen[i] = fold + i * FOLDS;
    }
    return Tensor.indices(chosen);
  }
}
