package topiclora;

import java.util.List;

/**
 * An adapter that was written.
 *
 * @param documents whose vectors are in it
 * @param scale factor on their sum
 * @param to {@code peft} or {@code gguf}
 * @param output folder
 */
public record ExportResult(
    List<AskResult.ScoredDocument> documents, double scale, String to, String output) {
  public ExportResult {
    documents = List.copyOf(documents);
  }
}
