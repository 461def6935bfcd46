package topiclora.plugins.internal.answer;

import java.util.Arrays;
import java.util.function.Consumer;

/** Hears an answer's tokens and passes its text on, whole characters only. */
final class TokenListener {
  private static final String UNFINISHED = "\ufffd";

  private final Prompts prompts;
  private final Consumer<String> heard;
  private int[] ids = new int[0];
  private String told = "";
  private long first;

  TokenListener(Prompts prompts, Consumer<String> heard) {
    this.prompts = prompts;
    this.heard = heard;
  }

  /** Whether the answer ends with this token. */
  boolean accept(int id) {
    first = ids.length == 0 ? System.nanoTime() : first;
    ids = Arrays.copyOf(ids, ids.length + 1);
    ids[ids.length - 1] = id;
    String text = prompts.text(ids);
    if (!text.endsWith(UNFINISHED) && text.startsWith(told) && text.length() > told.length()) {
      heard.accept(text.substring(told.length()));
      told = text;
    }
    return prompts.ends(id);
  }

  /** When the first token came, in {@code nanoTime}; now where none did. */
  long first() {
    return ids.length == 0 ? System.nanoTime() : first;
  }
}
