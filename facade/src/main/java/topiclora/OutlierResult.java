package topiclora;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document and how unlike the others it is.
 *
 * @param outlierScore standard deviations by which log |x| exceeds that of documents of this
 *     length; above 2 is worth a look
 * @param norm |x|, in standard deviations of what one window tells
 * @param windows of text that the vector was fitted on
 * @param meanDistance to the 15 nearest vectors
 * @param nllReduction of the document's held-out text by its own vector, nats per token, higher is
 *     better; NaN where none was held out
 * @param nearest documents most alike, however far they are
 * @param dominantTopics what its vector has most of
 */
public record OutlierResult(
    String id,
    @Nullable String title,
    double outlierScore,
    double norm,
    int windows,
    double meanDistance,
    double nllReduction,
    List<SimilarResult> nearest,
    List<DominantTopic> dominantTopics) {
  public OutlierResult {
    nearest = List.copyOf(nearest);
    dominantTopics = List.copyOf(dominantTopics);
  }

  /**
   * A topic that the document has much of.
   *
   * @param component dimension of the vectors, from 0
   * @param share of |x|², 0 to 1
   * @param terms of the topic; none where the model keeps no texts
   */
  public record DominantTopic(int component, double share, List<String> terms) {
    public DominantTopic {
      terms = List.copyOf(terms);
    }
  }
}
