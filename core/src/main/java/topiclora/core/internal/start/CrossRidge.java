package topiclora.core.internal.start;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import topiclora.core.internal.forward.WindowFeatures;
import topiclora.lm.internal.math.StandardScaler;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * A ridge regression that predicts a window's evidence from the <em>other</em> windows of its
 * document.
 *
 * <p>Evidence and features of one window share its words, so a regression of one on the other
 * learns those words; from the other windows only the topic can be learned, which is what a vector
 * is for. How many of the directions in which documents differ most are looked at, and the penalty,
 * are those that predict best documents that were left out, five folds of them.
 *
 * @param predictions for each document, what the folds without it predict from all its windows,
 *     {@code [D, k]}
 * @param explained share of the evidence's variance that is predicted, of left-out documents
 */
public record CrossRidge(Tensor predictions, double explained) {
  private static final int FOLDS = Ridge.FOLDS;
  private static final double[] PENALTIES = Ridge.PENALTIES;
  private static final int FEWEST_COMPONENTS = 16;

  /**
   * Fits {@code evidence [N, k]}, whose mean is near zero, to the features of the windows.
   *
   * @return tensors of the innermost scope
   */
  public static CrossRidge fit(WindowFeatures windows, Tensor evidence) {
    Tensor counts = windows.counts(); // [D, 1]
    Tensor present = counts.positive();
    var standardised = StandardScaler.of(windows.means(), present);
    Tensor usable = windows.accompanied(); // [N, 1]
    Tensor whitening = whitening(windows, standardised); // [W, p]
    Tensor others = others(windows, standardised, whitening).mul(usable); // [N, p]
    Tensor target = evidence.mul(usable);
    var best = new Choice(0, 0, Double.POSITIVE_INFINITY, List.of());
    int most = whitening.size(1);
    List<Fold> folds = IntStream.range(0, FOLDS).mapToObj(f -> Fold.of(windows, f)).toList();
    for (int count = Math.min(FEWEST_COMPONENTS, most); count > 0; count = more(count, most)) {
      best = better(best, folds, last(others, count), target);
    }
    Tensor chosen = last(whitening, best.components()); // [W, c]
    Tensor own = standardised.rows().matmul(chosen);
    Tensor leftOut = Tensor.zeros(DType.F32, windows.documents(), evidence.size(1));
    int[] documents = IntStream.range(0, windows.documents()).toArray();
    for (int fold = 0; fold < FOLDS; fold++) {
      Tensor out = Ridge.fold(documents, fold, true);
      Tensor weight = best.normals().get(fold).weight(best.penalty());
      leftOut.addRowsInPlace(out, own.select(0, out).matmul(weight));
    }
    return new CrossRidge(leftOut, 1 - best.error() / target.square().sum().item());
  }

  /** What the other windows of each window's document say; as wide as the base only meanwhile. */
  private static Tensor others(WindowFeatures windows, StandardScaler as, Tensor whitening) {
    try (var scope = Scope.open()) {
      Tensor wide = as.apply(windows.meansOfOthers()); // [N, W]
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
      int[] owners = windows.owners().toInts();
      return new Fold(Ridge.fold(owners, fold, true), Ridge.fold(owners, fold, false));
    }
  }

  /**
   * What was found to predict best.
   *
   * @param error over all folds
   * @param normals of the windows outside each fold
   */
  private record Choice(int components, double penalty, double error, List<Ridge> normals) {}

  /** The best penalty for these features, unless {@code best} is better already. */
  private static Choice better(Choice best, List<Fold> folds, Tensor others, Tensor target) {
    List<Ridge> normals = new ArrayList<>();
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

  private static Ridge without(Fold fold, Tensor others, Tensor target) {
    try (var scope = Scope.open()) {
      Ridge normal = Ridge.of(others.select(0, fold.outside()), target.select(0, fold.outside()));
      return normal.keptIn(scope);
    }
  }

  private static void addErrors(
      Ridge normal, Fold fold, Tensor others, Tensor target, double[] errors) {
    try (var scope = Scope.open()) {
      normal.addErrors(others.select(0, fold.inside()), target.select(0, fold.inside()), errors);
    }
  }

  /**
   * Evens out how much the windows of one document differ, in the leading principal components of
   * the documents: a penalty on standardised features spares those that vary most, which are not
   * those that tell documents apart.
   *
   * @param own the documents' features
   * @return {@code [W, p]}, those last in which documents differ most
   */
  private static Tensor whitening(WindowFeatures windows, StandardScaler own) {
    try (var scope = Scope.open()) {
      Tensor counts = windows.counts();
      int documents = (int) Math.round(counts.positive().sum().item());
      int components = Math.min(SpectralStart.COMPONENTS, documents - 1);
      Tensor principal = SpectralStart.leading(own.rows().mul(counts.sqrt()), components); // [W, p]
      Tensor each = windows.sums().div(windows.tokens()); // [N, W]
      Tensor within = each.sub(windows.means().select(0, windows.owners())).div(own.deviation());
      Tensor toWhite =
          principal.matmul(
              Whitening.of(within.matmul(principal), windows.rows().length - documents));
      Tensor white = own.rows().matmul(toWhite).mul(counts.sqrt()); // [D, p]
      return scope.keep(toWhite.matmul(SpectralStart.leading(white, toWhite.size(1))));
    }
  }
}
