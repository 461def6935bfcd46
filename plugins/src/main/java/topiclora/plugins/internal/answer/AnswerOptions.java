package topiclora.plugins.internal.answer;

import topiclora.plugins.QuestionFormat;

/**
 * How questions are put and answered.
 *
 * @param maxContextTokens of passages in a prompt at most
 * @param maxNewTokens in an answer at most
 * @param sum how the vectors of several documents become one
 */
public record AnswerOptions(
    QuestionFormat format, int maxContextTokens, int maxNewTokens, PluginSum sum) {
  private static final int CONTEXT = 4096;
  private static final int ANSWER = 64;

  public AnswerOptions {
    if (maxContextTokens < 1 || maxNewTokens < 1) {
      throw new IllegalArgumentException(
          "%d tokens of context and %d of answer; wanted at least 1 of each"
              .formatted(maxContextTokens, maxNewTokens));
    }
  }

  public static AnswerOptions defaults() {
    return new AnswerOptions(QuestionFormat.PLAIN, CONTEXT, ANSWER, PluginSum.defaults());
  }

  public AnswerOptions withFormat(QuestionFormat format) {
    return new AnswerOptions(format, maxContextTokens, maxNewTokens, sum);
  }

  public AnswerOptions withMaxContextTokens(int maxContextTokens) {
    return new AnswerOptions(format, maxContextTokens, maxNewTokens, sum);
  }

  public AnswerOptions withMaxNewTokens(int maxNewTokens) {
    return new AnswerOptions(format, maxContextTokens, maxNewTokens, sum);
  }

  public AnswerOptions withSum(PluginSum sum) {
    return new AnswerOptions(format, maxContextTokens, maxNewTokens, sum);
  }
}
