package topiclora.core.internal.adapter;

import java.util.List;
import topiclora.lm.internal.tensor.Tensor;

/**
 * What people do today, {@code dW = U V}: one LoRA for all documents, which have no vectors of
 * their own. Documents do not differ in it, so its x is a vector of length zero.
 *
 * @param u {@code [out, r]}, learned
 * @param v {@code [r, in]}, learned
 */
public record Lora(Tensor u, Tensor v) implements Modulation {
  public Lora {
    if (u.size(1) != v.size(0)) {
      throw new IllegalArgumentException("U " + u + " and V " + v + " are not [out, r], [r, in]");
    }
  }

  /**
   * Half of the components start with U = 0 and half with V = 0: U V is zero, and yet both have a
   * gradient, and entries from which their scale is seen.
   */
  static Lora initialised(Tensor directions, Tensor around) {
    int rank = directions.size(1);
    float[] first = new float[rank];
    for (int k = 0; k < (rank + 1) / 2; k++) {
      first[k] = 1;
    }
    Tensor onFirst = Tensor.of(first, rank);
    Tensor onSecond = onFirst.negate().add(1);
    return new Lora(directions.mul(onFirst), around.mul(onSecond.unsqueeze(1)));
  }

  @Override
  public Tensor delta(Tensor h, Tensor x) {
    var type = h.type();
    return h.linear(v.to(type)).linear(u.to(type)); // [B, C, r] to [B, C, out]
  }

  @Override
  public LoraPair lora(Tensor x) {
    return new LoraPair(u, v);
  }

  @Override
  public LoraPair component(int k) {
    throw new IllegalStateException("lora has no x");
  }

  @Override
  public int dimensions() {
    return 0;
  }

  @Override
  public boolean isAffine() {
    return true;
  }

  @Override
  public List<Factor> factors() {
    return List.of(new Factor("U", u, true), new Factor("V", v, true));
  }

  @Override
  public List<Double> scales(double plain) {
    return List.of(2 * u.abs().mean().item(), 2 * v.abs().mean().item()); // half of each is zero
  }

  @Override
  public Lora recentred(Tensor mean) {
    return this;
  }

  @Override
  public Lora rescaled(Tensor scale) {
    return this;
  }
}
