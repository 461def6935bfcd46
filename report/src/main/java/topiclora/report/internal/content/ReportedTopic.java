package topiclora.report.internal.content;

import java.util.List;

/**
 * A topic in a report.
 *
 * @param component of x that it is
 * @param words that set its documents apart or, without their texts, those by logit lift; none
 *     where no base was asked
 * @param share of what all topics have of the documents
 * @param documents that have most of it, as indices
 */
public record ReportedTopic(
    int component, List<String> words, double share, List<Integer> documents) {
  public ReportedTopic {
    words = List.copyOf(words);
    documents = List.copyOf(documents);
  }
}
