package topiclora.plugins.internal.retrieve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import topiclora.core.internal.model.MetadataFilter;
import topiclora.core.internal.model.TextVectors;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Question;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.RetrieverKind;

/**
 * The retrievers of a model, of every kind, among the documents that a filter leaves.
 *
 * <pre>{@code
 * try (TextIndex texts = TextIndex.open(folder)) {
 *   var retrievers = new Retrievers(texts, model, MetadataFilter.of(List.of()), () -> base);
 *   List<SearchHit> hits = retrievers.of(RetrieverKind.BM25).find("Who won the race?", 3);
 * }
 * }</pre>
 *
 * @param texts of the same model; they stay the caller's to close
 * @param base asked for only where a query needs a vector, each time
 */
public record Retrievers(
    TextIndex texts, TopicModel model, MetadataFilter filter, Supplier<BaseModel> base) {

  /**
   * The one of this kind.
   *
   * @throws IllegalArgumentException where no document passes the filter
   * @throws topiclora.lm.TopicLoraException.BadModel where it needs vectors and the model is of
   *     another base, or has no encoder
   */
  public Retriever of(RetrieverKind kind) {
    return switch (kind) {
      case BM25 -> filtered() ? texts.among(ids()) : texts;
      case VECTOR -> vectors();
      case HYBRID -> new ReciprocalRankFusion(List.of(of(RetrieverKind.BM25), vectors()));
    };
  }

  private Retriever vectors() {
    var all = new VectorRetriever(base.get(), model, texts);
    return filtered() ? all.among(ids()) : all;
  }

  private boolean filtered() {
    return !filter.values().isEmpty();
  }

  private Set<String> ids() {
    return filter.ids(model);
  }

  /** Recall of each kind, those that need vectors only where the model can make a query's. */
  public SequencedMap<RetrieverKind, Recall> recall(List<Question> questions) {
    SequencedMap<RetrieverKind, Recall> recall = new LinkedHashMap<>();
    for (RetrieverKind kind :
        TextVectors.isPossible(model)
            ? RetrieverKind.values()
            : new RetrieverKind[] {RetrieverKind.BM25}) {
      recall.put(kind, Recall.of(of(kind), questions));
    }
    return recall;
  }
}
