package topiclora.cli.option;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import topiclora.cli.console.Numbers;
import topiclora.plugins.DocumentWeighting;
import topiclora.plugins.QuestionFormat;
import topiclora.plugins.internal.answer.AnswerOptions;

/** The options that say how a question is put and how the documents' vectors are added up. */
final class AnsweringOptions {
  private static final AnswerOptions DEFAULTS = AnswerOptions.defaults();

  @Option(
      names = "--weights",
      paramLabel = "ones|mean|decay|scores|known",
      description =
          "what each document's vector counts in the sum: 1; 1/K; 1 for the first and 0.5 for the"
              + " others; the third power of its score by the best score, less where several count"
              + " or where no document has a fifth of the question's words; for the one that has"
              + " most of those words what it has of a fifth, for each other the third power of"
              + " what it adds (scores where documents are found by their words, known for those"
              + " that the questions of answers name, else decay; for questions that need several"
              + " documents known is better)")
  private @Nullable DocumentWeighting weighting;

  @Option(
      names = "--gain",
      paramLabel = "G",
      description = "strength of the sum, as a factor (${DEFAULT-VALUE})")
  private double gain = DEFAULTS.scale();

  @Option(
      names = "--chat",
      description = "ask in the base's chat template instead of the lines \"Q: ...\" and \"A:\"")
  private boolean chat;

  @Option(
      names = "--context",
      paramLabel = "N",
      description = "tokens of the documents' text in a prompt at most (${DEFAULT-VALUE})")
  private int context = DEFAULTS.maxContextTokens();

  @Option(
      names = "--tokens",
      paramLabel = "N",
      description = "tokens of an answer at most (${DEFAULT-VALUE})")
  private int tokens = DEFAULTS.maxNewTokens();

  /** Fails at once where a figure cannot be, before a base model is opened. */
  void requireSane() {
    Numbers.requirePositive("--context", context);
    Numbers.requirePositive("--tokens", tokens);
  }

  /** All of them. */
  AnswerOptions options() {
    return DEFAULTS
        .withFormat(chat ? QuestionFormat.CHAT : QuestionFormat.PLAIN)
        .withMaxContextTokens(context)
        .withMaxNewTokens(tokens)
        .withWeighting(weighting)
        .withScale(gain);
  }
}
