package topiclora.lm.internal.tensor;

import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.global.torch;

/** Factorisations of small dense matrices. */
public final class Linalg {
  private Linalg() {}

  /** Symmetric eigenvalues, ascending, with eigenvectors as columns. */
  public record Eigen(Tensor values, Tensor vectors) {}

  /** Thin singular value decomposition {@code u diag(s) vt}. */
  public record Svd(Tensor u, Tensor s, Tensor vt) {}

  public static Eigen eigenSymmetric(Tensor matrix) {
    var pair = torch.linalg_eigh(matrix.raw());
    return new Eigen(Tensor.owning(pair.get0()), Tensor.owning(pair.get1()));
  }

  public static Svd svd(Tensor matrix) {
    var triple = torch.linalg_svd(matrix.raw(), false, new StringViewOptional());
    return new Svd(
        Tensor.owning(triple.get0()), Tensor.owning(triple.get1()), Tensor.owning(triple.get2()));
  }

  /** An orthonormal basis of the columns of a matrix, {@code [n, k]} with n at least k. */
  public static Tensor orthonormal(Tensor matrix) {
    return Tensor.owning(torch.linalg_qr(matrix.raw()).get0());
  }

  /** The orthonormal matrix nearest to one: its polar factor {@code u vt}. */
  public static Tensor polar(Tensor matrix) {
    Svd svd = svd(matrix);
    return svd.u().matmul(svd.vt());
  }

  /**
   * The root of the sum of squares. Not torch's own norm, which sums in another order: fits hang on
   * the last bit.
   */
  public static double norm(Tensor tensor) {
    return Math.sqrt(tensor.square().sum().item());
  }

  /** X with {@code a X = b}; both may carry leading batch dimensions. */
  public static Tensor solve(Tensor a, Tensor b) {
    return new Tensor(torch.linalg_solve(a.raw(), b.raw()));
  }

  /** The identity. */
  public static Tensor eye(int n) {
    return new Tensor(torch.eye(n, Compute.options(Compute.device(), DType.F32)));
  }
}
