package topiclora.lm.internal.model;

import org.jspecify.annotations.Nullable;
import topiclora.lm.internal.checkpoint.TensorName;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.FourBit;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * A frozen matrix.
 *
 * @param weight {@code [out, in]}
 * @param packed the same for products with few rows, where it is there
 */
public record Matrix(Tensor weight, @Nullable FourBit packed) {
  /** The packed one is unpacked anew for every few rows: from 32 on it was measured slower. */
  private static final int FEW = 16;

  /** It in {@code type}, and in eight bits for few rows; to be {@linkplain #free() freed}. */
  public static Matrix rounded(Tensor matrix, DType type) {
    try (var scope = Scope.open()) {
      boolean taken = FourBit.takes(matrix.size(0), matrix.size(1));
      FourBit packed = taken ? FourBit.rounded(matrix) : null;
      return new Matrix(scope.detach(matrix.to(type)), packed);
    }
  }

  /** {@code x [.., in]} times the matrix: {@code [.., out]}. */
  public Tensor times(Tensor x) {
    FourBit few = ofFew(x);
    return few == null ? x.linear(weight) : few.product(x);
  }

  /** The same with {@code bias [out]} added. */
  Tensor times(Tensor x, Tensor bias) {
    FourBit few = ofFew(x);
    return few == null ? x.linear(weight, bias) : few.product(x).add(bias);
  }

  private @Nullable FourBit ofFew(Tensor x) {
    return packed == null || x.count() > (long) FEW * x.size(-1) ? null : packed;
  }

  /** The same matrix that takes few rows as the file holds it, where it does. */
  Matrix packed(Weights weights, TensorName name) {
    return new Matrix(weight, weights.packed(name, weight.size(0), weight.size(1)).orElse(null));
  }

  /** Gives the memory back; only for a matrix of one's own. */
  public void free() {
    weight.free();
    if (packed != null) {
      packed.free();
    }
  }
}
