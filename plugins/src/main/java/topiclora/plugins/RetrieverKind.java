package topiclora.plugins;

/** How documents are found for a query. */
public enum RetrieverKind {
  /** By the words that they share with it (BM25). */
  BM25,
  /** By the cosine of their vectors and the query's, which the model's encoder predicts. */
  VECTOR,
  /** By the ranks in both (reciprocal rank fusion). */
  HYBRID
}
