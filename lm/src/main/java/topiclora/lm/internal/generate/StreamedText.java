package topiclora.lm.internal.generate;

import java.util.List;
import java.util.function.Consumer;
import topiclora.lm.internal.tokenizer.StreamDecoder;
import topiclora.lm.internal.tokenizer.Tokenizer;

/**
 * The text of tokens as they come, up to the first stop string.
 *
 * <p>Passes on whole characters only, and nothing that may yet turn out to be a stop string: all
 * that was passed on is the text. Where several stop strings end at the same character the longest
 * one counts. For one text and one thread.
 */
public final class StreamedText {
  private final StreamDecoder decoder;
  private final List<String> stops;
  private final Consumer<String> onText;
  private final StringBuilder text = new StringBuilder();
  private int passed;
  private boolean stopped;

  /**
   * @param stops none of them empty
   */
  public StreamedText(Tokenizer tokenizer, List<String> stops, Consumer<String> onText) {
    this.decoder = tokenizer.stream();
    this.stops = stops;
    this.onText = onText;
  }

  /** Takes the next token; whether a stop string ends the text with it. */
  public boolean accept(int id) {
    String more = decoder.next(id);
    for (int i = 0; i < more.length() && !stopped; i++) { // where tokens end makes no difference
      text.append(more.charAt(i));
      cutAtStop();
    }
    pass(text.length() - (stopped ? 0 : mayBecomeStop()));
    return stopped;
  }

  private void cutAtStop() {
    int longest = 0;
    for (String stop : stops) {
      if (stop.length() > longest && endsWith(stop, stop.length())) {
        longest = stop.length();
      }
    }
    if (longest > 0) {
      stopped = true;
      text.setLength(text.length() - longest);
    }
  }

  /** Characters at the end of the text with which a stop string begins. */
  private int mayBecomeStop() {
    int most = 0;
    for (String stop : stops) {
      for (int length = stop.length() - 1; length > most; length--) {
        if (endsWith(stop, length)) {
          most = length;
        }
      }
    }
    return most;
  }

  /** Whether the text, beyond what was passed on, ends with the first characters of a string. */
  private boolean endsWith(String string, int length) {
    int start = text.length() - length;
    return start >= passed && text.indexOf(string.substring(0, length), start) == start;
  }

  private void pass(int end) {
    if (end > passed) {
      onText.accept(text.substring(passed, end));
      passed = end;
    }
  }

  /** Passes on what was held back, once no token follows. */
  public void end() {
    pass(text.length());
  }

  /** The text so far, with what is held back. */
  public String text() {
    return text.toString();
  }
}
