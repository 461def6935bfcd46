package topiclora.cli.option;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import topiclora.AskOptions;
import topiclora.cli.console.Numbers;
import topiclora.plugins.DocumentWeighting;
import topiclora.plugins.QuestionFormat;

/** The options that say how a question is put and how vectors are added up. */
public final class AnsweringOptions {
  private static final AskOptions DEFAULTS = AskOptions.defaults();

  @Option(
      names = "--weights",
      paramLabel = "ones|mean|decay|scores|coverage",
      description =
          "what each document's vector counts in the sum (scores for documents found by words,"
              + " decay by vectors, coverage where questions name them)")
  private @Nullable DocumentWeighting weights;

  @Option(
      names = "--scale",
      paramLabel = "S",
      description = "factor on the sum of vectors (${DEFAULT-VALUE})")
  private double scale = DEFAULTS.scale();

  @Option(
      names = "--prompt-format",
      paramLabel = "plain|chat",
      description = "lines \"Q: ...\" and \"A:\", or the base model's chat template (plain)")
  private QuestionFormat format = QuestionFormat.PLAIN;

  @Option(
      names = "--max-context-tokens",
      paramLabel = "N",
      description = "of the documents' text in a prompt at most (${DEFAULT-VALUE})")
  private int maxContextTokens = DEFAULTS.maxContextTokens();

  @Option(
      names = "--max-new-tokens",
      paramLabel = "N",
      description = "of an answer at most (${DEFAULT-VALUE})")
  private int maxNewTokens = DEFAULTS.maxNewTokens();

  /** Fails at once where a figure cannot be, before a base model is opened. */
  public void requireSane() {
    Numbers.requirePositive("--max-context-tokens", maxContextTokens);
    Numbers.requirePositive("--max-new-tokens", maxNewTokens);
  }

  /** All of them. */
  public AskOptions options(RetrievalOptions retrieval) {
    return DEFAULTS
        .withK(retrieval.k())
        .withRetriever(retrieval.retriever())
        .withWhere(retrieval.where().conditions().toArray(String[]::new))
        .withWeights(weights)
        .withScale(scale)
        .withFormat(format)
        .withMaxContextTokens(maxContextTokens)
        .withMaxNewTokens(maxNewTokens);
  }
}
