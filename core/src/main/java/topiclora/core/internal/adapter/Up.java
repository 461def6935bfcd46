package topiclora.core.internal.adapter;

import java.util.List;
import topiclora.core.VectorShape;
import topiclora.lm.internal.tensor.Linalg;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The main form flipped, {@code dW = (U + A * x) V}: the down matrix is the corpus's, the up matrix
 * the document's.
 *
 * @param u {@code [out, r]}, learned
 * @param v {@code [r, in]}, learned
 * @param a {@code [out, r]}
 * @param shape whether x is {@code [r]} or {@code [out]}
 * @param trainA whether A is learned too
 */
public record Up(Tensor u, Tensor v, Tensor a, VectorShape shape, boolean trainA)
    implements Modulation {
  public Up {
    if (u.size(1) != v.size(0) || u.size(0) != a.size(0) || u.size(1) != a.size(1)) {
      throw new IllegalArgumentException(
          "U " + u + ", V " + v + " and A " + a + " are not [out, r], [r, in] and [out, r]");
    }
  }

  @Override
  public Tensor delta(Tensor h, Tensor x) {
    var type = h.type();
    Tensor scale = x.to(type).unsqueeze(1); // [B, 1, n]
    Tensor z = h.linear(v.to(type)); // [B, C, r]
    Tensor modulated =
        shape.byRank() ? z.mul(scale).linear(a.to(type)) : z.linear(a.to(type)).mul(scale);
    return z.linear(u.to(type)).add(modulated); // [B, C, out]
  }

  @Override
  public LoraPair lora(Tensor x) {
    return new LoraPair(u.add(Broadcast.onColumns(shape, a, x)), v);
  }

  /** By rank {@code a_k v_k}; by column row k of A times V, for output k alone. */
  @Override
  public LoraPair component(int k) {
    return shape.byRank()
        ? new LoraPair(a.narrow(1, k, 1), v.narrow(0, k, 1))
        : new LoraPair(Linalg.eye(a.size(0)).narrow(1, k, 1), a.narrow(0, k, 1).matmul(v));
  }

  @Override
  public int dimensions() {
    return a.size(shape.byRank() ? 1 : 0);
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
    double up = a.abs().mean().item(); // U starts at zero, so A says how large it is to become
    double down = v.abs().mean().item();
    return trainA ? List.of(plain * up, down, up) : List.of(plain * up, down);
  }

  @Override
  public Up recentred(Tensor mean) {
    return new Up(lora(mean).b(), v, a, shape, trainA);
  }

  @Override
  public Up rescaled(Tensor scale) {
    return new Up(u, v, Broadcast.onColumns(shape, a, scale.reciprocal()), shape, trainA);
  }
}
