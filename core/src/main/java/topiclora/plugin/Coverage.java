package topiclora.plugin;

import java.io.IOException;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;

/**
 * How much of a query a document knows: the share of its words that the document has, each by its
 * inverse document frequency.
 *
 * <p>Unlike a score of BM25 it does not fall with a document's length, and can be compared between
 * queries. A word that no document has is the rarest of all.
 */
record Coverage(IndexSearcher searcher) {

  /** From 0 to 1; 0 of no words. */
  double of(BooleanQuery words, int document) throws IOException {
    double all = 0;
    double known = 0;
    for (BooleanClause clause : words.clauses()) {
      if (clause.query() instanceof TermQuery word) {
        double weight = idf(word.getTerm());
        all += weight;
        known += searcher.explain(word, document).isMatch() ? weight : 0;
      }
    }
    return all == 0 ? 0 : known / all;
  }

  /** As BM25 has it. */
  private double idf(Term word) throws IOException {
    double containing = searcher.getIndexReader().docFreq(word);
    double documents = searcher.getIndexReader().numDocs();
    return Math.log(1 + (documents - containing + 0.5) / (containing + 0.5));
  }
}
