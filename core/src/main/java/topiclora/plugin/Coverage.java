package topiclora.plugin;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
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
 *
 * @param words of the query, with their idf
 * @param all the sum of these
 */
record Coverage(IndexSearcher searcher, Map<TermQuery, Double> words, double all) {

  static Coverage of(IndexSearcher searcher, BooleanQuery query) throws IOException {
    Map<TermQuery, Double> words = new LinkedHashMap<>();
    double all = 0;
    for (BooleanClause clause : query.clauses()) {
      if (clause.query() instanceof TermQuery word) {
        double weight = idf(searcher.getIndexReader(), word.getTerm());
        words.put(word, weight);
        all += weight;
      }
    }
    return new Coverage(searcher, words, all);
  }

  /** From 0 to 1; 0 of no words. */
  double by(int document) throws IOException {
    double known = 0;
    for (Map.Entry<TermQuery, Double> word : words.entrySet()) {
      known += searcher.explain(word.getKey(), document).isMatch() ? word.getValue() : 0;
    }
    return all == 0 ? 0 : known / all;
  }

  /** As BM25 has it. */
  private static double idf(IndexReader reader, Term word) throws IOException {
    double containing = reader.docFreq(word);
    return Math.log(1 + (reader.numDocs() - containing + 0.5) / (containing + 0.5));
  }
}
