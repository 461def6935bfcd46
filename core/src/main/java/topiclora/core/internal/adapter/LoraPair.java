package topiclora.core.internal.adapter;

import topiclora.lm.internal.tensor.Tensor;

/**
 * An ordinary low-rank update {@code b a} of one linear map, as PEFT and llama.cpp load it with
 * alpha = r.
 *
 * @param b the up matrix {@code [out, r]}
 * @param a the down matrix {@code [r, in]}
 */
public record LoraPair(Tensor b, Tensor a) {
  /** The dense update {@code [out, in]}. */
  public Tensor merged() {
    return b.matmul(a);
  }
}
