package topiclora.report;

import java.util.List;
import topiclora.report.ReportedDocument.Part;

/**
 * A cluster in a report.
 *
 * @param size documents in it
 * @param noise those of them that lie where documents are sparse
 * @param documents nearest to its centre, as indices
 * @param topics that its documents have most of, and their mean share
 * @param telling topics whose component sticks out in it, the most first
 */
public record ReportedCluster(
    int size, int noise, List<Integer> documents, List<Part> topics, List<Integer> telling) {
  public ReportedCluster {
    documents = List.copyOf(documents);
    topics = List.copyOf(topics);
    telling = List.copyOf(telling);
  }
}
