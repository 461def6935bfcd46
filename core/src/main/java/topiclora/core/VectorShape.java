package topiclora.core;

/** Along which side of A a vector x is broadcast. */
public enum VectorShape {
  /** x in R^r scales the r directions of A: component k is a topic of rank one, x_k its weight. */
  RANK,

  /** x scales the other side: the map's inputs where A is a down matrix, its outputs in an up. */
  COLUMN;

  /** Whether x has one dimension for each of the r directions. */
  public boolean byRank() {
    return this == RANK;
  }
}
