package topiclora.report.internal;

import java.util.List;
import topiclora.report.internal.ReportedDocument.DocumentTopic;

/**
 * A cluster in a report.
 *
 * @param size documents in it
 * @param noisePoints those of them that lie where documents are sparse
 * @param documents nearest to its centre, as indices
 * @param topics that its documents have most of, and their mean share
 * @param dominantTopics topics whose component sticks out in it, the most first
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
