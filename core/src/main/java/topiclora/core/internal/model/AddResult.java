package topiclora.core.internal.model;

import java.util.List;
import topiclora.corpus.CorpusSummary;

/**
 * What has become of a model by new documents.
 *
 * @param model with the new documents behind those that it had
 * @param documents the new ones
 * @param windows of those, held-out ones among them
 * @param tooShort ids of documents without a single window, which were left out
 * @param seconds that it took
 */
public record AddResult(
    TopicModel model,
    List<DocumentVector> documents,
    long windows,
    List<String> tooShort,
    CorpusSummary corpusSummary,
    double seconds) {
  public AddResult {
    documents = List.copyOf(documents);
    tooShort = List.copyOf(tooShort);
  }
}
