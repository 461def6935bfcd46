package topiclora.plugins.internal.retrieve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
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
record QueryCoverage(IndexSearcher searcher, Map<TermQuery, Double> words, double all) {

  static QueryCoverage of(IndexSearcher searcher, BooleanQuery query) throws IOException {
    Map<TermQuery, Double> words = new LinkedHashMap<>();
    double all = 0;
    for (BooleanClause clause : query.clauses()) {
      if (clause.query() instanceof TermQuery word) {
        double weight = idf(searcher.getIndexReader(), word.getTerm());
        words.put(word, weight);
        all += weight;
      }
    }
    return new QueryCoverage(searcher, words, all);
  }

  /**
   * What a document has of the query.
   *
   * @param queryCoverage the share of its words
   * @param newCoverage the share of those among them that no document has which knows more
   */
  record Share(double queryCoverage, double newCoverage) {}

  /** What each of some documents has, in their order. */
  List<Share> of(int[] documents) throws IOException {
    List<Set<TermQuery>> has = new ArrayList<>();
    for (int document : documents) {
      has.add(has(document));
    }
    double[] known = has.stream().mapToDouble(this::share).toArray();
    double[] added = new double[known.length];
    Set<TermQuery> before = new HashSet<>();
    IntStream.range(0, known.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -known[i]))
        .forEach(
            i -> {
              Set<TermQuery> more = new LinkedHashSet<>(has.get(i));
              more.removeAll(before);
              added[i] = share(more);
              before.addAll(more);
            });
    return IntStream.range(0, known.length).mapToObj(i -> new Share(known[i], added[i])).toList();
  }

  private Set<TermQuery> has(int document) throws IOException {
    Set<TermQuery> has = new LinkedHashSet<>(); // sums in one order, run for run
    for (TermQuery word : words.keySet()) {
      if (searcher.explain(word, document).isMatch()) {
        has.add(word);
      }
    }
    return has;
  }

  /** From 0 to 1; 0 of no words. */
  private double share(Set<TermQuery> some) {
    return all == 0
        ? 0
        : some.stream().mapToDouble(word -> words.getOrDefault(word, 0.0)).sum() / all;
  }

  /** As BM25 has it. */
  private static double idf(IndexReader reader, Term word) throws IOException {
    double containing = reader.docFreq(word);
    return Math.log(1 + (reader.numDocs() - containing + 0.5) / (containing + 0.5));
  }
}
