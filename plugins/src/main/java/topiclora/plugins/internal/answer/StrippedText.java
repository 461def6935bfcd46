package topiclora.plugins.internal.answer;

import java.util.function.Consumer;

/** Passes a text that comes in pieces on without the white space around it. */
final class StrippedText implements Consumer<String> {
  private final Consumer<String> onText;
  private String held = "";
  private boolean begun;

  StrippedText(Consumer<String> onText) {
    this.onText = onText;
  }

  @Override
  public void accept(String piece) {
    String all = held + (begun ? piece : piece.stripLeading());
    String sure = all.stripTrailing();
    held = all.substring(sure.length());
    if (!sure.isEmpty()) {
      begun = true;
      onText.accept(sure);
    }
  }
}
