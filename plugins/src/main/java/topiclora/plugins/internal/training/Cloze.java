package topiclora.plugins.internal.training;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import topiclora.core.internal.text.Sentences;
import topiclora.corpus.Document;
import topiclora.corpus.Question;

/**
 * Generated cloze questions of a document, where nobody wrote any: a number or a name in a sentence
 * becomes "what".
 */
public final class Cloze {
  /** A number, or one or more capitalised words in a row. */
  private static final Pattern FACT =
      Pattern.compile("\\p{Sc}?\\d[\\d,.]*\\d%?|\\d+|\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+)*");

  private static final int MOST = 6;

  private Cloze() {}

  /** At most a handful, spread over the document. */
  public static List<Question> of(Document document) {
    List<Question> made = new ArrayList<>();
    for (String sentence : Sentences.of(document.text())) {
      Matcher fact = FACT.matcher(sentence);
      while (fact.find()) {
        boolean opens = fact.start() == 0 && fact.group().indexOf(' ') < 0; // any first word
        if (!opens) {
          String blank = sentence.substring(0, fact.start()) + "what" + rest(sentence, fact.end());
          made.add(new Question(blank, List.of(fact.group()), List.of(document.id())));
        }
      }
    }
    List<Question> spread = new ArrayList<>();
    int every = Math.max(1, made.size() / MOST);
    for (int i = 0; i < made.size() && spread.size() < MOST; i += every) {
      spread.add(made.get(i));
    }
    return spread;
  }

  private static String rest(String sentence, int from) {
    return sentence.substring(from).replaceAll("[\\s.!?]+$", "") + "?";
  }
}
