package topiclora.core.internal.adapter;

import topiclora.core.VectorShape;
import topiclora.lm.internal.tensor.Tensor;

/** A matrix with a vector x on it, along the side that its {@link VectorShape} names. */
final class Broadcast {
  private Broadcast() {}

  /** A down matrix {@code [r, in]} with x on it. */
  static Tensor onRows(VectorShape shape, Tensor a, Tensor x) {
    return a.mul(shape.byRank() ? x.unsqueeze(1) : x);
  }

  /** An up matrix {@code [out, r]} with x on it. */
  static Tensor onColumns(VectorShape shape, Tensor a, Tensor x) {
    return a.mul(shape.byRank() ? x : x.unsqueeze(1));
  }
}
