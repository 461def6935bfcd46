package topiclora.adapter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import topiclora.tensor.Tensor;

/**
 * The idea's main form, {@code dW = U (V + A * x)}, with x scaling the rows of A.
 *
 * <p>Row k is a topic of rank one shared by the corpus, {@code u_k a_k}, and x_k is the document's
 * weight on it. Affine in x: the vectors of several documents add up, and U V is counted once.
 *
 * @param u {@code [out, r]}, learned
 * @param v {@code [r, in]}, learned
 * @param a {@code [r, in]}, fixed
 */
public record Down(Tensor u, Tensor v, Tensor a) implements Modulation {
  public Down {
    if (u.size(1) != a.size(0) || v.size(0) != a.size(0) || v.size(1) != a.size(1)) {
      throw new IllegalArgumentException(
          "U " + u + ", V " + v + " and A " + a + " are not [out, r], [r, in] and [r, in]");
    }
  }

  @Override
  public Tensor delta(Tensor h, Tensor x) {
    var type = h.type();
    Tensor scale = x.to(type).unsqueeze(1); // [B, 1, r]
    Tensor z = h.linear(v.to(type)).add(h.linear(a.to(type)).mul(scale)); // [B, C, r]
    return z.linear(u.to(type)); // [B, C, out]
  }

  @Override
  public LoraPair lora(Tensor x) {
    return new LoraPair(u, v.add(a.mul(x.unsqueeze(1))));
  }

  @Override
  public List<Tensor> learned() {
    return List.of(u, v);
  }

  @Override
  public List<Double> scales() {
    return List.of(u.abs().mean().item(), a.abs().mean().item());
  }

  @Override
  public int numbers() {
    return a.size(0);
  }

  @Override
  public SequencedMap<String, Tensor> tensors() {
    SequencedMap<String, Tensor> named = new LinkedHashMap<>();
    named.put("U", u);
    named.put("V", v);
    named.put("A", a);
    return named;
  }

  @Override
  public Down map(UnaryOperator<Tensor> change) {
    return new Down(change.apply(u), change.apply(v), change.apply(a));
  }

  @Override
  public Down recentred(Tensor mean) {
    return new Down(u, lora(mean).a(), a);
  }

  @Override
  public Down rescaled(Tensor scale) {
    return new Down(u, v, a.div(scale.unsqueeze(1)));
  }
}
