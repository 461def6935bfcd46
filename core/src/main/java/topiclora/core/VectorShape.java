package topiclora.core;

import topiclora.lm.internal.tensor.Tensor;

/** Along which side of A a vector x is broadcast. */
public enum VectorShape {
  /** x in R^r scales the r directions of A: component k is a topic of rank one, x_k its weight. */
  RANK,

  /** x scales the other side: the map's inputs where A is a down matrix, its outputs in an up. */
  COLUMN;

  /** Whether x has one number for each of the r directions. */
  public boolean byRank() {
    return this == RANK;
  }

  /** A down matrix {@code [r, in]} with x on it. */
  public Tensor onRows(Tensor a, Tensor x) {
    return a.mul(byRank() ? x.unsqueeze(1) : x);
  }

  /** An up matrix {@code [out, r]} with x on it. */
  public Tensor onColumns(Tensor a, Tensor x) {
    return a.mul(byRank() ? x : x.unsqueeze(1));
  }
}
