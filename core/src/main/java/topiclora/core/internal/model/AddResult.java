package topiclora.core.internal.model;

import java.util.List;
import java.util.Set;
import topiclora.corpus.CorpusSummary;

/**
 * What has become of a model by new documents.
 *
 * @param model with the new documents behind those that it had
 * @param documents the new ones
 * @param replaced ids of those that stand in the place of others
 * @param windows of those, held-out ones among them
 * @param tooShort ids of documents without a single window, which were left out
 * @param corpusSummary what was read
 * @param seconds that it took
 */
public record AddResult(
    TopicModel model,
    List<DocumentVector> documents,
    Set<String> replaced,
    long windows,
    List<String> tooShort,
    CorpusSummary corpusSummary,
    double seconds) {
  public AddResult {
    documents = List.copyOf(documents);
    replaced = Set.copyOf(replaced);
    tooShort = List.copyOf(tooShort);
  }
}
