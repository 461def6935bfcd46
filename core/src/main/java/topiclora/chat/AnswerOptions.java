package topiclora.chat;

/**
 * How questions are put and answered.
 *
 * @param contextTokens of passages in a prompt at most
 * @param answerTokens in an answer at most
 * @param sum how the vectors of several documents become one
 */
public record AnswerOptions(Format format, int contextTokens, int answerTokens, PluginSum sum) {
  private static final int CONTEXT = 4096;
  private static final int ANSWER = 64;

  public AnswerOptions {
    if (contextTokens < 1 || answerTokens < 1) {
      throw new IllegalArgumentException(
          "%d tokens of context and %d of answer; wanted at least 1 of each"
              .formatted(contextTokens, answerTokens));
    }
  }

  public static AnswerOptions defaults() {
    return new AnswerOptions(Format.PLAIN, CONTEXT, ANSWER, PluginSum.defaults());
  }

  public AnswerOptions withFormat(Format format) {
    return new AnswerOptions(format, contextTokens, answerTokens, sum);
  }

  public AnswerOptions withContextTokens(int contextTokens) {
    return new AnswerOptions(format, contextTokens, answerTokens, sum);
  }

  public AnswerOptions withAnswerTokens(int answerTokens) {
    return new AnswerOptions(format, contextTokens, answerTokens, sum);
  }

  public AnswerOptions withSum(PluginSum sum) {
    return new AnswerOptions(format, contextTokens, answerTokens, sum);
  }
}
