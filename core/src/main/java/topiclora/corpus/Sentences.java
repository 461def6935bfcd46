package topiclora.corpus;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a text into its sentences, in any language that the JDK knows the rules of. */
public final class Sentences {
  /** Shorter ones, such as "Dr.", go with what follows. */
  private static final int SHORTEST = 16;

  private Sentences() {}

  /** The sentences in their order, without white space around them. */
  public static List<String> of(String text) {
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
    breaks.setText(text);
    List<String> sentences = new ArrayList<>();
    int from = 0;
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      String sentence = text.substring(from, end).strip();
      if (sentence.length() >= SHORTEST || end == text.length()) {
        if (!sentence.isEmpty()) {
          sentences.add(sentence);
        }
        from = end;
      }
    }
    return sentences;
  }
}
