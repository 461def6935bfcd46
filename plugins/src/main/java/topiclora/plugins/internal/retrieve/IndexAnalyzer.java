package topiclora.plugins.internal.retrieve;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.TermQuery;
import topiclora.core.internal.text.UnicodeWords;

/** The {@link UnicodeWords} of documents and queries alike, by which documents are found. */
final class IndexAnalyzer {
  /** A query may be a document; the words that come first are its head, and enough. */
  private static final int MOST = 1000;

  private IndexAnalyzer() {}

  /** Documents with any of these words; none where there are no words. */
  static BooleanQuery query(String text) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (String word : distinct(text)) {
      any.add(new TermQuery(new Term(IndexedDocument.WORDS, word)), BooleanClause.Occur.SHOULD);
    }
    return any.build();
  }

  private static Set<String> distinct(String text) {
    Set<String> words = new LinkedHashSet<>();
    UnicodeWords.read(
        UnicodeWords.ANALYZER,
        UnicodeWords.compose(text),
        word -> {
          words.add(word);
          return words.size() < MOST;
        });
    return words;
  }
}
