package topiclora.core.internal.start;

import topiclora.lm.internal.tensor.Linalg;
import topiclora.lm.internal.tensor.Tensor;

/**
 * Within-class covariance normalisation (Hatch, Kajarekar and Stolcke 2006): coordinates in which
 * the windows of one document differ by about as much in every direction, so that what is left is
 * between documents.
 */
final class Whitening {
  /** Share of the mean variance in the covariance's diagonal: there are few windows for it. */
  private static final double SHRINKAGE = 0.2;

  private Whitening() {}

  /**
   * The matrix {@code [p, p]} that whitens.
   *
   * @param within windows around their document's mean, {@code [N, p]}
   * @param freedom windows less documents
   */
  static Tensor of(Tensor within, double freedom) {
    Tensor covariance = within.transpose(0, 1).matmul(within).mul(1 / Math.max(1, freedom));
    int size = covariance.size(0);
    double diagonal = covariance.mul(Linalg.eye(size)).sum().item() / size;
    Tensor shrunk =
        covariance.mul(1 - SHRINKAGE).add(Linalg.eye(size).mul(SHRINKAGE * diagonal + 1e-20));
    Linalg.Eigen eigen = Linalg.eigenSymmetric(shrunk);
    return eigen.vectors().div(eigen.values().sqrt());
  }
}
