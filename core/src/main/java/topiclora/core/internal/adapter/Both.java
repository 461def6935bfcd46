package topiclora.core.internal.adapter;

import java.util.List;
import topiclora.core.VectorShape;
import topiclora.lm.internal.tensor.Linalg;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The idea's alternative, {@code dW = (U + A * x)(V + B * y)}; a document's vector is x and y one
 * after the other.
 *
 * <p>Not affine: two documents have cross terms, so their vectors do not add up to both of them.
 *
 * @param u {@code [out, r]}, learned
 * @param v {@code [r, in]}, learned
 * @param a {@code [out, r]}
 * @param b {@code [r, in]}
 * @param trainA whether A and B are learned too
 */
public record Both(Tensor u, Tensor v, Tensor a, Tensor b, boolean trainA) implements Modulation {
  public Both {
    if (u.size(1) != v.size(0)
        || u.size(0) != a.size(0)
        || u.size(1) != a.size(1)
        || v.size(0) != b.size(0)
        || v.size(1) != b.size(1)) {
      throw new IllegalArgumentException(
          "U %s, V %s, A %s and B %s are not [out, r], [r, in], [out, r] and [r, in]"
              .formatted(u, v, a, b));
    }
  }

  /**
   * U and V as in {@link Lora#initialised}, so that U V is zero and yet neither x nor y is without
   * a gradient, as both would be with all of U and V at zero.
   */
  static Both initialised(Tensor directions, Tensor around, boolean trainA) {
    Lora shared = Lora.initialised(directions, around);
    return new Both(shared.u(), shared.v(), directions.copy(), around.copy(), trainA);
  }

  private int rank() {
    return u.size(1);
  }

  @Override
  public Tensor delta(Tensor h, Tensor x) {
    var type = h.type();
    Tensor scale = x.to(type).unsqueeze(1); // [B, 1, 2r]
    Tensor up = scale.narrow(2, 0, rank());
    Tensor down = scale.narrow(2, rank(), rank());
    Tensor z = h.linear(v.to(type)).add(h.linear(b.to(type)).mul(down)); // [B, C, r]
    return z.linear(u.to(type)).add(z.mul(up).linear(a.to(type))); // [B, C, out]
  }

  @Override
  public LoraPair lora(Tensor x) {
    Tensor up = x.narrow(0, 0, rank());
    Tensor down = x.narrow(0, rank(), rank());
    return new LoraPair(
        u.add(Broadcast.onColumns(VectorShape.RANK, a, up)),
        v.add(Broadcast.onRows(VectorShape.RANK, b, down)));
  }

  @Override
  public LoraPair component(int k) {
    throw new IllegalStateException("both is not affine: x is no scale of components");
  }

  @Override
  public int dimensions() {
    return 2 * rank();
  }

  @Override
  public boolean isAffine() {
    return false;
  }

  @Override
  public List<Factor> factors() {
    return List.of(
        new Factor("U", u, true),
        new Factor("V", v, true),
        new Factor("A", a, trainA),
        new Factor("B", b, trainA));
  }

  @Override
  public List<Double> scales(double plain) {
    double up = a.abs().mean().item();
    double down = b.abs().mean().item();
    return trainA ? List.of(plain * up, plain * down, up, down) : List.of(plain * up, plain * down);
  }

  /**
   * {@code |M - diag M|^2} with M the Gram matrix of the rank-one components {@code x_k y_k a_k
   * b_k} that {@code (A * x)(B * y)} is made of: {@code M = (A * x)'(A * x) * (B * y)(B * y)'}.
   *
   * <p>The idea asks {@code (A * x)(A * y)'} to be near diagonal, which wants one A on both sides;
   * this asks the same of maps that are not square. It does not change with the gauge.
   */
  @Override
  public Tensor orthogonalityPenalty(Tensor x) {
    Tensor gram = a.transpose(0, 1).matmul(a).mul(b.matmul(b.transpose(0, 1))); // [r, r]
    Tensor off = gram.mul(Linalg.eye(rank()).negate().add(1)).square();
    Tensor strength = x.narrow(1, 0, rank()).mul(x.narrow(1, rank(), rank())).square(); // [B, r]
    return strength.matmul(off).mul(strength).sum(1);
  }

  @Override
  public Both recentred(Tensor mean) {
    throw new IllegalStateException("both is not affine: its mean cannot move");
  }

  @Override
  public Both rescaled(Tensor scale) {
    Tensor shrink = scale.reciprocal();
    Tensor up = shrink.narrow(0, 0, rank());
    Tensor down = shrink.narrow(0, rank(), rank());
    return new Both(
        u,
        v,
        Broadcast.onColumns(VectorShape.RANK, a, up),
        Broadcast.onRows(VectorShape.RANK, b, down),
        trainA);
  }
}
