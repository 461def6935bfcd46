package topiclora.plugins.internal.retrieve;

import java.io.IOException;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.TermQuery;

/**
 * What counts as a word, in documents and queries alike.
 *
 * <p>Words end where Unicode says (UAX 29) and are in lower case; a Chinese character is a word of
 * its own. Nothing is left out and nothing is stemmed, since the language is not known: BM25 makes
 * little of common words by itself.
 */
final class IndexAnalyzer {
  /** Holds no text; safe for several threads. */
  static final Analyzer ANALYZER = new StandardAnalyzer();

  /** A query may be a document; the words that come first are its head, and enough. */
  private static final int MOST = 1000;

  private IndexAnalyzer() {}

  /** One way to write what looks alike: composed accents, no full-width letters or ligatures. */
  static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

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
    try (TokenStream tokens = ANALYZER.tokenStream(IndexedDocument.WORDS, plain(text))) {
      CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (words.size() < MOST && tokens.incrementToken()) {
        words.add(word.toString());
      }
      return words;
    } catch (IOException e) {
      throw new AssertionError("a text in memory can be read", e);
    }
  }
}
