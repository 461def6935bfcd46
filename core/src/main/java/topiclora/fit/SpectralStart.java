package topiclora.fit;

import topiclora.tensor.DType;
import topiclora.tensor.Linalg;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/**
 * The directions in which documents differ most from each other, measured against how much the
 * windows of one document differ.
 *
 * <p>Leading principal components of the documents' mean gradients, the covariance of windows
 * around their document's mean in them, shrunk towards its mean diagonal, and then the leading
 * directions of between-document over within-document covariance: total variability with
 * within-class covariance normalisation, as speaker verification treats i-vectors (Dehak et al.
 * 2011). A varimax rotation (Kaiser 1958) leaves the subspace as it is and makes each document load
 * on few directions.
 */
final class SpectralStart {
  private static final int COMPONENTS = 128;
  private static final double SHRINKAGE = 0.2;

  private SpectralStart() {}

  /** {@code [G, r]}; a window's gradient times it has about unit variance within its document. */
  static Tensor directions(WindowGradients windows, int[] owner, int documents, int rank) {
    try (var scope = Scope.open()) {
      Tensor owners = Tensor.indices(owner);
      Tensor gradient = windows.gradient(); // [N, G]
      Tensor counts = Tensor.zeros(DType.F32, documents, 1);
      counts.addRowsInPlace(owners, Tensor.zeros(DType.F32, owner.length, 1).fillInPlace(1));
      Tensor sums = Tensor.zeros(DType.F32, documents, gradient.size(1));
      sums.addRowsInPlace(owners, gradient);
      Tensor safe = counts.add(1e-9);
      Tensor means = sums.div(safe); // [D, G], zero where a document has no window
      Tensor centred = means.sub(gradient.mean(0)).mul(counts.sqrt());
      Tensor principal = leading(centred, Math.min(COMPONENTS, documents - 1)); // [G, p]
      Tensor within = gradient.sub(means.select(0, owners)).matmul(principal); // [N, p]
      double freedom = Math.max(1, owner.length - documents);
      Tensor whitening = inverseRoot(within.transpose(0, 1).matmul(within).mul(1 / freedom));
      Tensor scores = centred.matmul(principal).matmul(whitening); // [D, p]
      Tensor best = leading(scores, rank); // [p, r]
      Tensor rotated = best.matmul(varimax(scores.matmul(best)));
      return scope.keep(principal.matmul(whitening).matmul(rotated));
    }
  }

  /** The leading right singular vectors of a matrix, as columns. */
  private static Tensor leading(Tensor matrix, int count) {
    boolean wide = matrix.size(1) > matrix.size(0);
    Tensor gram =
        wide ? matrix.linear(matrix) : matrix.transpose(0, 1).matmul(matrix); // the smaller one
    Linalg.Eigen eigen = Linalg.eigenSymmetric(gram);
    int size = gram.size(0);
    int kept = Math.min(count, size);
    Tensor vectors = eigen.vectors().narrow(1, size - kept, kept);
    if (!wide) {
      return vectors;
    }
    Tensor values = eigen.values().narrow(0, size - kept, kept);
    return matrix.transpose(0, 1).matmul(vectors).div(values.abs().add(1e-20).sqrt());
  }

  private static Tensor inverseRoot(Tensor covariance) {
    int size = covariance.size(0);
    double diagonal = covariance.mul(Linalg.eye(size)).sum().item() / size;
    Tensor shrunk =
        covariance.mul(1 - SHRINKAGE).add(Linalg.eye(size).mul(SHRINKAGE * diagonal + 1e-20));
    Linalg.Eigen eigen = Linalg.eigenSymmetric(shrunk);
    return eigen.vectors().div(eigen.values().sqrt());
  }

  /**
   * The rotation {@code [r, r]} that makes the squared entries of {@code loadings [D, r]} most
   * uneven.
   */
  private static Tensor varimax(Tensor loadings) {
    int rank = loadings.size(1);
    Tensor rotation = Linalg.eye(rank);
    for (int i = 0; i < 50; i++) {
      Tensor turned = loadings.matmul(rotation);
      Tensor cube = turned.square().mul(turned);
      Tensor spread = turned.mul(turned.square().mean(0));
      Linalg.Svd svd = Linalg.svd(loadings.transpose(0, 1).matmul(cube.sub(spread)));
      rotation = svd.u().matmul(svd.vt());
    }
    return rotation;
  }
}
