package topiclora.core.internal.text;

import java.io.IOException;
import java.text.Normalizer;
import java.util.function.Predicate;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * What a word is, wherever words are told apart: it ends where Unicode says (UAX 29), a Chinese
 * character is a word of its own, what looks alike is written one way (NFKC), and case does not
 * matter.
 *
 * <p>Which words count differs on purpose. Search ({@link #ANALYZER} as it is) leaves none out and
 * stems none, since the language is not known and BM25 makes little of common words by itself.
 * Topics leave out stop words and what says nothing about a subject. Not words in this sense are
 * the runs of letters and digits that near duplicates are found by, where a word is no more than a
 * unit of wording and users' thresholds hang on the overlap; the tokens of the base; the words that
 * SQuAD's script and scikit-learn count, which baselines and scores are compared with.
 */
public final class UnicodeWords {
  /** Every word; holds no text; safe for several threads. */
  public static final Analyzer ANALYZER = new StandardAnalyzer();

  private UnicodeWords() {}

  /** One way to write what looks alike: composed accents, no full-width letters or ligatures. */
  public static String compose(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }

  /**
   * Hands over the words of a text in their order.
   *
   * @param analyzer {@link #ANALYZER} or one that leaves words out
   * @param text composed
   * @param goesOn whether to read on after a word
   */
  public static void read(Analyzer analyzer, String text, Predicate<String> goesOn) {
    try (TokenStream tokens = analyzer.tokenStream("text", text)) {
      CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      boolean more = true;
      while (more && tokens.incrementToken()) {
        more = goesOn.test(word.toString());
      }
    } catch (IOException e) {
      throw new AssertionError("a text in memory can be read", e);
    }
  }
}
