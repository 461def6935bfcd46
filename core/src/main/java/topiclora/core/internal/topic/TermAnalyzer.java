package topiclora.core.internal.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.util.IOUtils;
import topiclora.core.internal.text.UnicodeWords;

/**
 * The words of a text that can say what it is about.
 *
 * <p>Of its {@link UnicodeWords} are left out English stop words (Snowball's list and one of ours),
 * what has no letter in it, and words of one or two letters, but not single ideographs. Words that
 * are common in every topic of another language weigh next to nothing in {@link TopicTerms}.
 */
public final class TermAnalyzer {
  private static final int SHORTEST = 3;
  private static final String LIST = "english_stop.txt";
  private static final String OWN_LIST = "common_words.txt";
  private static final Analyzer ANALYZER = new StandardAnalyzer(stopWords());

  private TermAnalyzer() {}

  /** In their order, as often as they occur. */
  public static List<String> of(String text) {
    List<String> terms = new ArrayList<>();
    String plain = UnicodeWords.compose(text).replace('\u2019', '\'');
    UnicodeWords.read(
        ANALYZER,
        plain,
        word -> {
          String term = bare(word);
          return !tells(term) || terms.add(term);
        });
    return terms;
  }

  private static String bare(String word) {
    return word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
  }

  private static boolean tells(String term) {
    return term.codePoints().anyMatch(Character::isLetter)
        && (term.length() >= SHORTEST || term.codePoints().anyMatch(Character::isIdeographic));
  }

  private static CharArraySet stopWords() {
    CharArraySet words = new CharArraySet(words(SnowballFilter.class, LIST), true);
    words.addAll(words(TermAnalyzer.class, OWN_LIST));
    return words;
  }

  private static CharArraySet words(Class<?> beside, String list) {
    try (Reader lines =
        IOUtils.getDecodingReader(
            IOUtils.requireResourceNonNull(beside.getResourceAsStream(list), list), UTF_8)) {
      return WordlistLoader.getSnowballWordSet(lines);
    } catch (IOException e) {
      throw new AssertionError("the list " + list + " is on the class path", e);
    }
  }
}
