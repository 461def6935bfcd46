package topiclora.core.internal.adapter;

import java.util.List;
import topiclora.core.VectorShape;
import topiclora.lm.internal.tensor.Linalg;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The idea's main form, {@code dW = U (V + A * x)}.
 *
 * <p>With x by rank, row k is a topic of rank one shared by the corpus, {@code u_k a_k}, and x_k is
 * the document's weight on it. Affine in x: the vectors of several documents add up, and U V is
 * counted once.
 *
 * @param u {@code [out, r]}, learned
 * @param v {@code [r, in]}, learned
 * @param a {@code [r, in]}
 * @param shape whether x is {@code [r]} or {@code [in]}
 * @param trainA whether A is learned too
 */
public record Down(Tensor u, Tensor v, Tensor a, VectorShape shape, boolean trainA)
    implements Modulation {
  public Down {
    if (u.size(1) != a.size(0) || v.size(0) != a.size(0) || v.size(1) != a.size(1)) {
      throw new IllegalArgumentException(
          "U " + u + ", V " + v + " and A " + a + " are not [out, r], [r, in] and [r, in]");
    }
  }

  @Override
  public Tensor delta(Tensor h, Tensor x) {
    var type = h.type();
    Tensor scale = x.to(type).unsqueeze(1); // [B, 1, n]
    Tensor modulated =
        shape.byRank() ? h.linear(a.to(type)).mul(scale) : h.mul(scale).linear(a.to(type));
    return h.linear(v.to(type)).add(modulated).linear(u.to(type)); // [B, C, r] to [B, C, out]
  }

  @Override
  public LoraPair lora(Tensor x) {
    return new LoraPair(u, v.add(Broadcast.onRows(shape, a, x)));
  }

  /** By rank {@code u_k a_k}; by column U times column k of A, for input k alone. */
  @Override
  public LoraPair component(int k) {
    return shape.byRank()
        ? new LoraPair(u.narrow(1, k, 1), a.narrow(0, k, 1))
        : new LoraPair(u.matmul(a.narrow(1, k, 1)), Linalg.eye(a.size(1)).narrow(0, k, 1));
  }

  @Override
  public int dimensions() {
    return a.size(shape.byRank() ? 0 : 1);
  }

  @Override
  public boolean isAffine() {
    return true;
  }

  @Override
  public List<Factor> factors() {
    return List.of(new Factor("U", u, true), new Factor("V", v, true), new Factor("A", a, trainA));
  }

  @Override
  public List<Double> scales(double plain) {
    double down = a.abs().mean().item(); // V starts at zero, so A says how large it is to become
    double up = u.abs().mean().item();
    return trainA ? List.of(up, plain * down, down) : List.of(up, plain * down);
  }

  @Override
  public Down recentred(Tensor mean) {
    return new Down(u, lora(mean).a(), a, shape, trainA);
  }

  @Override
  public Down rescaled(Tensor scale) {
    return new Down(u, v, Broadcast.onRows(shape, a, scale.reciprocal()), shape, trainA);
  }
}
