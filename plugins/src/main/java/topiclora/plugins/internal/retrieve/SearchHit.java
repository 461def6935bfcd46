package topiclora.plugins.internal.retrieve;

import topiclora.corpus.Document;

/**
 * A document that a query brought up.
 *
 * @param document with its text
 * @param score of the retriever, comparable within one answer only; higher is nearer
 * @param queryCoverage share of the query's words that the document has, each by how rare it is, 0
 *     to 1; 1 of a retriever that does not look at words
 * @param newCoverage share of the query's words that it has and none that knows more of it has, 0
 *     to 1
 */
public record SearchHit(Document document, double score, double queryCoverage, double newCoverage) {

  /** Of a retriever that does not look at words, or of a person. */
  public SearchHit(Document document, double score) {
    this(document, score, 1, 1);
  }
}
