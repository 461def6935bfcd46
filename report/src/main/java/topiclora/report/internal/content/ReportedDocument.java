package topiclora.report.internal.content;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A document in a report.
 *
 * @param id untrusted text, like title, label, value and excerpt
 * @param value of the field that topics are set against
 * @param excerpt the beginning of its text, or null where there is none
 * @param mapX its place on the map
 * @param mapY its place on the map
 * @param cluster that it is in
 * @param share how much it belongs there, 0 to 1
 * @param noisePoint whether it is one of the cluster's noise points: where documents are sparse
 * @param norm |x|
 * @param outlierScore in standard deviations, higher is more of an outlier
 * @param nllReduction how much x lowers the NLL of held-out text, in nats per token, higher is
 *     better; NaN where none was held out
 * @param windows that x was learned from
 * @param nearest documents most like it, the most like first
 * @param topics that it has most of, the strongest first
 */
public record ReportedDocument(
    String id,
    @Nullable String title,
    @Nullable String label,
    @Nullable String value,
    @Nullable String excerpt,
    double mapX,
    double mapY,
    int cluster,
    double share,
    boolean noisePoint,
    double norm,
    double outlierScore,
    double nllReduction,
    int windows,
    List<NearDocument> nearest,
    List<DocumentTopic> topics) {
  public ReportedDocument {
    nearest = List.copyOf(nearest);
    topics = List.copyOf(topics);
  }

  /**
   * A neighbour.
   *
   * @param document its index in the report
   * @param cosine of both vectors
   */
  public record NearDocument(int document, double cosine) {}

  /**
   * A topic that a document has a part of.
   *
   * @param topic index of the topic in the report
   * @param share of the document, 0 to 1
   */
  public record DocumentTopic(int topic, double share) {
    /** The largest of {@code shares}, first the largest; those near zero are left out. */
    public static List<DocumentTopic> largest(double[] shares, int most, double least) {
      return IntStream.range(0, shares.length)
          .filter(t -> shares[t] >= least)
          .mapToObj(t -> new DocumentTopic(t, shares[t]))
          .sorted(Comparator.comparingDouble(DocumentTopic::share).reversed())
          .limit(most)
          .toList();
    }
  }
}
