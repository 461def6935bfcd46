package topiclora.bench.plugins;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What documents cost as vectors, and what as text.
 *
 * @param dimensions in a vector
 * @param documents that were folded in
 * @param words of a document, on average
 * @param k documents that a question is answered from
 * @param questions that each metric is a median of
 * @param foldInSeconds of one document
 * @param vectorBytes of one document on the disk
 * @param rowBytes of its line beside the vectors: id, title, other fields and metrics
 */
public record PluginTable(
    String processor,
    String base,
    int dimensions,
    int documents,
    double words,
    int k,
    int questions,
    List<Row> rows,
    double foldInSeconds,
    double vectorBytes,
    double rowBytes) {

  /**
   * What is put into the model for a question.
   *
   * @param context what it is
   * @param contextTokens of their text in the prompt
   * @param firstTokenSeconds seconds to the first token of the first question on some documents
   * @param nextQuestionSeconds the same of a further question on them; null where nothing is kept
   * @param cacheBytes of what is kept for that
   * @param tokensPerSecond after the first token
   */
  public record Row(
      String context,
      int contextTokens,
      double firstTokenSeconds,
      @Nullable Double nextQuestionSeconds,
      long cacheBytes,
      double tokensPerSecond) {}

  /** Two Markdown tables. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s, %s; %d documents of %.0f words a question, medians of %d questions%n"
            .formatted(processor, base, k, words, questions));
    lines.add(
        "| context | context tokens | first token, s | next question, s | cache, MB |"
            + " tokens/s |");
    lines.add("|---|---|---|---|---|---|");
    for (Row row : rows) {
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %d | %.3f | %s | %s | %.1f |",
              row.context,
              row.contextTokens,
              row.firstTokenSeconds,
              row.nextQuestionSeconds == null
                  ? ""
                  : String.format(Locale.ROOT, "%.3f", row.nextQuestionSeconds),
              row.cacheBytes == 0 ? "" : String.format(Locale.ROOT, "%.0f", row.cacheBytes / 1e6),
              row.tokensPerSecond));
    }
    lines.add("");
    lines.add(
        "| fold-in, s a document | documents/s | dimensions | bytes of a vector | of its line |");
    lines.add("|---|---|---|---|---|");
    lines.add(
        String.format(
            Locale.ROOT,
            "| %.2f | %.2f | %d | %.0f | %.0f |",
            foldInSeconds,
            1 / foldInSeconds,
            dimensions,
            vectorBytes,
            rowBytes));
    return String.join("\n", lines) + "\n";
  }
}
