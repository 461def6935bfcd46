package topiclora.report;

import org.jspecify.annotations.Nullable;
import topiclora.core.ClusterOptions;

/**
 * What goes into a report.
 *
 * @param name of the model, as its head shows it
 * @param groupBy field of the metadata that topics are set against, or null for a date where the
 *     documents have one
 * @param neighbours of each document
 * @param documents of each topic and each cluster
 * @param excerpt characters of each document's text, or 0 for none
 * @param clusters how documents are grouped
 */
public record ReportOptions(
    String name,
    @Nullable String groupBy,
    int neighbours,
    int documents,
    int excerpt,
    ClusterOptions clusters) {
  public ReportOptions {
    if (neighbours < 1 || documents < 1 || excerpt < 0) {
      throw new IllegalArgumentException(
          "neighbours is %d, documents %d and excerpt %d, wanted at least 1, 1 and 0"
              .formatted(neighbours, documents, excerpt));
    }
  }

  /** What the command shows where nothing else is said. */
  public static ReportOptions defaults(String name) {
    return new ReportOptions(name, null, 5, 6, 200, ClusterOptions.defaults());
  }
}
