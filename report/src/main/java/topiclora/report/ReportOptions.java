package topiclora.report;

import org.jspecify.annotations.Nullable;
import topiclora.core.ClusterOptions;

/**
 * What goes into a report.
 *
 * @param groupBy field by whose values topic shares are given, over time where it holds dates; null
 *     for the first field of dates, where there is one
 * @param words of each topic at most; 0 for none, and without the base model
 * @param neighbours of each document
 * @param topDocuments of each topic and each cluster
 * @param excerptChars characters of each document's text at most; 0 for none of it
 * @param clusters how documents are grouped
 */
public record ReportOptions(
    @Nullable String groupBy,
    int words,
    int neighbours,
    int topDocuments,
    int excerptChars,
    ClusterOptions clusters) {
  public ReportOptions {
    if (words < 0 || neighbours < 1 || topDocuments < 1 || excerptChars < 0) {
      throw new IllegalArgumentException(
          "words is %d, neighbours %d, topDocuments %d and excerptChars %d; wanted at least 0, 1, 1"
                  .formatted(words, neighbours, topDocuments, excerptChars)
              + " and 0");
    }
  }

  /**
   * Ten words a topic, five neighbours, six documents a topic and cluster, 200 characters of text.
   */
  public static ReportOptions defaults() {
    return new ReportOptions(null, 10, 5, 6, 200, ClusterOptions.defaults());
  }

  public ReportOptions withGroupBy(@Nullable String groupBy) {
    return new ReportOptions(groupBy, words, neighbours, topDocuments, excerptChars, clusters);
  }

  public ReportOptions withWords(int words) {
    return new ReportOptions(groupBy, words, neighbours, topDocuments, excerptChars, clusters);
  }

  public ReportOptions withNeighbours(int neighbours) {
    return new ReportOptions(groupBy, words, neighbours, topDocuments, excerptChars, clusters);
  }

  public ReportOptions withTopDocuments(int topDocuments) {
    return new ReportOptions(groupBy, words, neighbours, topDocuments, excerptChars, clusters);
  }

  public ReportOptions withExcerptChars(int excerptChars) {
    return new ReportOptions(groupBy, words, neighbours, topDocuments, excerptChars, clusters);
  }

  public ReportOptions withClusters(ClusterOptions clusters) {
    return new ReportOptions(groupBy, words, neighbours, topDocuments, excerptChars, clusters);
  }
}
