package topiclora.report.internal.content;

import java.util.List;
import topiclora.report.internal.content.ReportedDocument.DocumentTopic;

/**
 * A cluster in a report.
 *
 * @param size documents in it
 * @param noisePoints those of them that are noise points
 * @param documents nearest to its centre, as indices
 * @param topics that its documents have most of, and their shares there
 * @param dominantTopics topics whose component is unusually high in it, the most first
 */
public record ReportedCluster(
    int size,
    int noisePoints,
    List<Integer> documents,
    List<DocumentTopic> topics,
    List<Integer> dominantTopics) {
  public ReportedCluster {
    documents = List.copyOf(documents);
    topics = List.copyOf(topics);
    dominantTopics = List.copyOf(dominantTopics);
  }
}
