package topiclora;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer, and what it took.
 *
 * @param answer the generated text
 * @param context how the documents reached the model
 * @param documents that the model was told of, best first
 * @param contextTokens of the documents' text in the prompt
 * @param truncatedTokens of documents and question that had no room
 * @param newTokens that were generated
 * @param secondsToFirst from the question to the first token, retrieval included
 * @param tokensPerSecond after the first; NaN for fewer than two
 */
public record AskResult(
    String answer,
    String context,
    List<ScoredDocument> documents,
    int contextTokens,
    int truncatedTokens,
    int newTokens,
    double secondsToFirst,
    double tokensPerSecond) {
  public AskResult {
    documents = List.copyOf(documents);
  }

  /**
   * A document and the retriever's score.
   *
   * @param score comparable within one answer only, higher is better; null where a person named the
   *     document
   */
  public record ScoredDocument(String id, @Nullable String title, @Nullable Double score) {}
}
