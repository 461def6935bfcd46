package topiclora.plugins;

/** How a question is put to the model. */
public enum QuestionFormat {
  /** Lines {@code Q: ...} and {@code A:}, answered by the rest of the line. */
  PLAIN,
  /** As a user's turn in the base's own chat template. */
  CHAT
}
