package topiclora.plugins.internal.answer;

import org.jspecify.annotations.Nullable;
import topiclora.plugins.DocumentWeighting;
import topiclora.plugins.QuestionFormat;

/**
 * How questions are put and answered.
 *
 * @param maxContextTokens of documents' text in a prompt at most
 * @param maxNewTokens in an answer at most
 * @param weighting what each document's vector counts in their sum; null for the default of where
 *     the documents come from ({@link DocumentWeighting})
 * @param scale of the sum, 1 for the documents' own strength
 */
public record AnswerOptions(
    QuestionFormat format,
    int maxContextTokens,
    int maxNewTokens,
    @Nullable DocumentWeighting weighting,
    double scale) {
  private static final int CONTEXT = 4096;
  private static final int ANSWER = 64;

  public AnswerOptions {
    if (maxContextTokens < 1 || maxNewTokens < 1) {
      throw new IllegalArgumentException(
          "maxContextTokens is %d and maxNewTokens %d; wanted at least 1 of each"
              .formatted(maxContextTokens, maxNewTokens));
    }
    PluginSum.requireFinite(scale);
  }

  public static AnswerOptions defaults() {
    return new AnswerOptions(QuestionFormat.PLAIN, CONTEXT, ANSWER, null, 1);
  }

  public AnswerOptions withFormat(QuestionFormat format) {
    return new AnswerOptions(format, maxContextTokens, maxNewTokens, weighting, scale);
  }

  public AnswerOptions withMaxContextTokens(int maxContextTokens) {
    return new AnswerOptions(format, maxContextTokens, maxNewTokens, weighting, scale);
  }

  public AnswerOptions withMaxNewTokens(int maxNewTokens) {
    return new AnswerOptions(format, maxContextTokens, maxNewTokens, weighting, scale);
  }

  /**
   * Whatever documents come from.
   *
   * @param weighting null for the default again
   */
  public AnswerOptions withWeighting(@Nullable DocumentWeighting weighting) {
    return new AnswerOptions(format, maxContextTokens, maxNewTokens, weighting, scale);
  }

  public AnswerOptions withScale(double scale) {
    return new AnswerOptions(format, maxContextTokens, maxNewTokens, weighting, scale);
  }

  /** With this weighting where none was chosen. */
  public AnswerOptions orWeighting(DocumentWeighting usual) {
    return weighting == null ? withWeighting(usual) : this;
  }

  /** How vectors are added up; where nothing else is known, by the documents' order. */
  public PluginSum sum() {
    return new PluginSum(weighting == null ? DocumentWeighting.forNamed() : weighting, scale);
  }
}
