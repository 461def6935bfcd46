package topiclora.core.internal.text;

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

  /**
   * The sentence from its middle on, and then its first half: what comes late in it, before what
   * comes early. A model that reads a fact in one order does not know it in the other (the reversal
   * curse, Berglund et al. 2023), and a question asks in either.
   *
   * @return the sentence itself where it is too short to have two halves
   */
  public static String reversed(String sentence) {
    int middle = middle(sentence);
    String late = sentence.substring(middle).strip();
    String early = sentence.substring(0, middle).strip();
    if (early.length() < SHORTEST / 2 || late.length() < SHORTEST / 2) {
      return sentence;
    }
    boolean ends = late.endsWith(".");
    return (ends ? late.substring(0, late.length() - 1) + "," : late) + " " + early;
  }

  /** Where a line may be broken, nearest to the middle. */
  private static int middle(String sentence) {
    int half = sentence.length() / 2;
    BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
    breaks.setText(sentence);
    int after = breaks.isBoundary(half) ? half : breaks.current();
    int before = breaks.previous();
    return before == BreakIterator.DONE || after - half <= half - before ? after : before;
  }
}
