package topiclora.core.internal.start;

import java.util.List;
import topiclora.core.internal.forward.WindowFeatures;
import topiclora.core.internal.forward.WindowGradients;
import topiclora.core.internal.windows.SeededRandom;
import topiclora.lm.internal.math.StandardScaler;
import topiclora.lm.internal.math.TruncatedSvd;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Linalg;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The directions in which documents differ from each other: in their gradients, measured against
 * how much the windows of one document differ, and only as far as some windows of a document
 * predict the others; and in what they are about.
 *
 * <p>Leading principal components of the documents' mean gradients, whitened by the covariance of
 * windows around their document's mean (total variability with within-class covariance
 * normalisation, as speaker verification treats i-vectors, Dehak et al. 2011); in them a
 * reduced-rank regression of each window's gradient on the features of the document's other
 * windows. What is particular to single windows is noise to a vector that they share, and this is
 * where it is left behind. A varimax rotation (Kaiser 1958) keeps the subspace and makes each
 * document load on few directions.
 */
public final class SpectralStart {
  /** Directions that it can find at most. */
  public static final int COMPONENTS = 128;

  private static final int ROTATIONS = 50;

  private SpectralStart() {}

  /**
   * What a fit starts from.
   *
   * @param directions {@code [G, r]}
   * @param predicted how far along each of them a document's gradients are expected to lie, {@code
   *     [D, r]}
   */
  public record Start(Tensor directions, Tensor predicted) {}

  /**
   * The leading principal components of the documents' mean gradients, turned by varimax and scaled
   * so that a window's gradient times each has about unit variance, {@code [G, r]}: for a corpus in
   * which no window has others of its document to be measured against, so that nothing is
   * predicted.
   */
  public static Start principal(WindowGradients gradients, WindowFeatures windows, int rank) {
    try (var scope = Scope.open()) {
      Tensor centred = centred(gradients, windows); // [D, G]
      Tensor principal = leading(centred, rank); // [G, r]
      Tensor turned = principal.matmul(varimax(centred.matmul(principal)));
      Tensor along = gradients.times(turned); // [N, r]
      along = along.sub(along.mean(0));
      Tensor directions = scope.keep(turned.div(along.square().mean(0).add(1e-20).sqrt()));
      return new Start(directions, scope.keep(Tensor.zeros(DType.F32, windows.documents(), rank)));
    }
  }

  /**
   * The directions in which documents differ both in what predicts them and in what they are about.
   *
   * <p>Evidence alone is a poor judge of topics: how a text is written predicts its words too. So
   * what predicts a document's gradients stands side by side with its prompt embedding, both of one
   * norm, and a vector holds where a document lies in the leading directions of the two together.
   *
   * @param gradients of each window
   * @param windows what the base takes each of them to be about
   * @param promptEmbeddings what the base takes each document to be about, {@code [D, W]}
   */
  public static Start found(
      WindowGradients gradients, WindowFeatures windows, Tensor promptEmbeddings, int rank) {
    try (var scope = Scope.open()) {
      Tensor counts = windows.counts(); // [D, 1]
      Tensor present = counts.positive();
      int documents = (int) Math.round(present.sum().item());
      Tensor principal = directions(gradients, windows, documents); // [G, p]
      Tensor projected = gradients.times(principal); // [N, p]
      Tensor means = windows.byDocument(projected).div(counts.add(1e-9)); // [D, p]
      Tensor within = projected.sub(means.select(0, windows.owners())); // [N, p]
      Tensor whitening = Whitening.of(within, windows.rows().length - documents);
      Tensor toWhite = principal.matmul(whitening); // [G, p]
      CrossRidge ridge =
          CrossRidge.fit(windows, projected.sub(projected.mean(0)).matmul(whitening));
      Tensor evidence = ridge.predictions(); // [D, p]
      var standard = StandardScaler.of(promptEmbeddings, present);
      Tensor about = standard.rows().matmul(principal(standard, documents)); // [D, q]
      double equal =
          Math.sqrt(evidence.square().sum().item() / (about.square().sum().item() + 1e-20));
      Tensor both = Tensor.cat(List.of(evidence, about.mul(equal)), 1); // [D, p + q]
      Tensor scores = both.mul(counts.sqrt());
      Tensor best = leading(scores, rank); // [p + q, r]
      Tensor turned = best.matmul(varimax(scores.matmul(best)));
      Tensor ofEvidence = turned.narrow(0, 0, evidence.size(1)); // [p, r]
      // Adam's rates go by the size of U: as large as it would be without the prompt embeddings.
      double size = Math.sqrt(ofEvidence.square().sum().item() / ofEvidence.size(1));
      return new Start(
          scope.keep(toWhite.matmul(ofEvidence).mul(1 / size)),
          scope.keep(both.matmul(turned).mul(size)));
    }
  }

  /** The directions in which the documents' mean gradients differ most, {@code [G, p]}. */
  private static Tensor directions(
      WindowGradients gradients, WindowFeatures windows, int documents) {
    try (var scope = Scope.open()) {
      Tensor centred = centred(gradients, windows);
      return scope.keep(leading(centred, Math.min(COMPONENTS, documents - 1)));
    }
  }

  /** The leading directions of some rows, the same each time. */
  static Tensor leading(Tensor matrix, int count) {
    return TruncatedSvd.of(matrix, count, SeededRandom.generator(0, "leading", 0));
  }

  /** The directions in which documents differ most in these features, {@code [W, q]}. */
  static Tensor principal(StandardScaler features, int documents) {
    return leading(features.rows(), Math.min(COMPONENTS, documents - 1));
  }

  /**
   * Each document's mean gradient around that of all windows, weighed by the root of its windows,
   * {@code [D, G]}. It is large, and the only one of its kind: all is done in place.
   */
  private static Tensor centred(WindowGradients gradients, WindowFeatures windows) {
    Tensor counts = windows.counts(); // [D, 1]
    Tensor means = gradients.byDocument(windows).mulInPlace(counts.add(1e-9).reciprocal());
    return means.addInPlace(gradients.mean(), -1).mulInPlace(counts.sqrt());
  }

  /**
   * The rotation {@code [r, r]} that makes the squared entries of {@code loadings [D, r]} most
   * uneven.
   */
  private static Tensor varimax(Tensor loadings) {
    int rank = loadings.size(1);
    Tensor rotation = Linalg.eye(rank);
    for (int i = 0; i < ROTATIONS; i++) {
      Tensor turned = loadings.matmul(rotation);
      Tensor cube = turned.square().mul(turned);
      Tensor spread = turned.mul(turned.square().mean(0));
      rotation = Linalg.polar(loadings.transpose(0, 1).matmul(cube.sub(spread)));
    }
    return rotation;
  }
}
