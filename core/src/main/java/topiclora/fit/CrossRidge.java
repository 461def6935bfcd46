package topiclora.fit;

import java.util.ArrayList;
import java.util.List;
import topiclora.tensor.DType;
import topiclora.tensor.Linalg;
import topiclora.tensor.Tensor;

/**
 * A ridge regression that foretells a window's evidence from the <em>other</em> windows of its
 * document.
 *
 * <p>Evidence and features of one window share its words, so a regression of one on the other
 * learns those words; from the other windows only the topic can be learned, which is what a vector
 * is for. The penalty is the one that foretells best documents that were left out, five folds of
 * them.
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
  private static final double LEAST_PENALTY = 1e-3;
  private static final double MOST_PENALTY = 3;

  /** Normal equations of some windows, with their spectrum. */
  private record Normal(Linalg.Eigen eigen, Tensor moment) {
    static Normal of(Tensor features, Tensor target) {
      Tensor transposed = features.transpose(0, 1);
      return new Normal(
          Linalg.eigenSymmetric(transposed.matmul(features)), transposed.matmul(target));
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
    Tensor others = windows.meansOfOthers().sub(mean).div(deviation).matmul(whitening).mul(usable);
    Tensor own = standardised.matmul(whitening);
    Tensor target = evidence.mul(usable);
    List<Normal> folds = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      Tensor kept = inFold(windows, fold, false);
      folds.add(Normal.of(others.select(0, kept), target.select(0, kept)));
    }
    double best = LEAST_PENALTY;
    double least = Double.POSITIVE_INFINITY;
    for (double penalty = LEAST_PENALTY; penalty < MOST_PENALTY; penalty *= 3) {
      double error = 0;
      for (int fold = 0; fold < FOLDS; fold++) {
        Tensor out = inFold(windows, fold, true);
        Tensor foretold = others.select(0, out).matmul(folds.get(fold).weight(penalty));
        error += target.select(0, out).sub(foretold).square().sum().item();
      }
      if (error < least) {
        least = error;
        best = penalty;
      }
    }
    Tensor leftOut = Tensor.zeros(DType.F32, windows.documents(), evidence.size(1));
    for (int fold = 0; fold < FOLDS; fold++) {
      Tensor out = documentsOf(windows.documents(), fold);
      leftOut.addRowsInPlace(out, own.select(0, out).matmul(folds.get(fold).weight(best)));
    }
    return new CrossRidge(
        whitening.matmul(Normal.of(others, target).weight(best)),
        mean,
        deviation,
        leftOut,
        1 - least / target.square().sum().item());
  }

  /**
   * Evens out how much the windows of one document differ, in the leading principal components of
   * the documents: a penalty on standardised features spares those that vary most, which are not
   * those that tell documents apart.
   *
   * @param own the documents' standardised features {@code [D, W]}, zero where there are none
   * @return {@code [W, p]}
   */
  private static Tensor whitening(WindowFeatures windows, Tensor own, Tensor deviation) {
    Tensor counts = windows.counts();
    int documents = (int) Math.round(counts.positive().sum().item());
    int components = Math.min(SpectralStart.COMPONENTS, documents - 1);
    Tensor principal = SpectralStart.leading(own.mul(counts.sqrt()), components); // [W, p]
    Tensor each = windows.sums().div(windows.tokens()); // [N, W]
    Tensor within = each.sub(windows.means().select(0, windows.owners())).div(deviation);
    return principal.matmul(
        Whitening.of(within.matmul(principal), windows.rows().length - documents));
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
