package topiclora.plugins.internal.retrieve;

/**
 * How much of a query's words a document has, each word by its inverse document frequency.
 *
 * <p>Unlike a score of BM25 it does not fall with a document's length, and can be compared between
 * queries. A word that no document has is the rarest of all.
 *
 * @param covered share of the query's words that the document has, 0 to 1
 * @param added share of those among them that no document has which covers more, 0 to 1
 */
public record QueryCoverage(double covered, double added) {
  /** Of a document whose words nobody looked at: it counts in full. */
  public static final QueryCoverage FULL = new QueryCoverage(1, 1);

  /** Of a document without a word of the query. */
  public static final QueryCoverage NONE = new QueryCoverage(0, 0);
}
