package topiclora.core.internal.text;

/** How a question and its answer are written where no chat template is used. */
public final class PlainFormat {
  private PlainFormat() {}

  /** Up to where the answer begins. */
  public static String question(String question) {
    return "Q: " + Characters.oneLine(question) + "\nA:";
  }

  /** What follows it. */
  public static String answer(String answer) {
    return " " + answer.strip();
  }
}
