package topiclora.plugins.internal.retrieve;

import topiclora.corpus.Document;

/**
 * A document that was found for a query, or named.
 *
 * @param document with its text, where that is needed
 * @param score of the retriever, comparable within one answer only; higher is better
 * @param coverage of the query's words; {@link QueryCoverage#FULL} of a retriever that does not
 *     look at words
 */
public record SearchHit(Document document, double score, QueryCoverage coverage) {

  /** Of a retriever that does not look at words, or of a person. */
  public SearchHit(Document document, double score) {
    this(document, score, QueryCoverage.FULL);
  }
}
