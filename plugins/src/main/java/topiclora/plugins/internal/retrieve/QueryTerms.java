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
 * A query's words with their inverse document frequencies, by which documents are compared.
 *
 * @param idfs of the words of the query
 * @param total the sum of these
 */
record QueryTerms(IndexSearcher searcher, Map<TermQuery, Double> idfs, double total) {

  static QueryTerms of(IndexSearcher searcher, BooleanQuery query) throws IOException {
    Map<TermQuery, Double> idfs = new LinkedHashMap<>();
    double total = 0;
    for (BooleanClause clause : query.clauses()) {
      if (clause.query() instanceof TermQuery word) {
        double idf = idf(searcher.getIndexReader(), word.getTerm());
        idfs.put(word, idf);
        total += idf;
      }
    }
    return new QueryTerms(searcher, idfs, total);
  }

  /** What each of some documents has of the query, in their order. */
  List<QueryCoverage> coverage(int[] documents) throws IOException {
    List<Set<TermQuery>> has = new ArrayList<>();
    for (int document : documents) {
      has.add(has(document));
    }
    double[] covered = has.stream().mapToDouble(this::share).toArray();
    double[] added = new double[covered.length];
    Set<TermQuery> before = new HashSet<>();
    IntStream.range(0, covered.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -covered[i]))
        .forEach(
            i -> {
              Set<TermQuery> more = new LinkedHashSet<>(has.get(i));
              more.removeAll(before);
              added[i] = share(more);
              before.addAll(more);
            });
    return IntStream.range(0, covered.length)
        .mapToObj(i -> new QueryCoverage(covered[i], added[i]))
        .toList();
  }

  private Set<TermQuery> has(int document) throws IOException {
    Set<TermQuery> has = new LinkedHashSet<>(); // sums in one order, run for run
    for (TermQuery word : idfs.keySet()) {
      if (searcher.explain(word, document).isMatch()) {
        has.add(word);
      }
    }
    return has;
  }

  /** From 0 to 1; 0 of no words. */
  private double share(Set<TermQuery> some) {
    return total == 0
        ? 0
        : some.stream().mapToDouble(word -> idfs.getOrDefault(word, 0.0)).sum() / total;
  }

  /** As BM25 has it. */
  private static double idf(IndexReader reader, Term word) throws IOException {
    double containing = reader.docFreq(word);
    return Math.log(1 + (reader.numDocs() - containing + 0.5) / (containing + 0.5));
  }
}
