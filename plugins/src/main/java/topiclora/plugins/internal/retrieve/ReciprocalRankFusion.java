package topiclora.plugins.internal.retrieve;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import topiclora.corpus.Document;
import topiclora.plugins.DocumentWeighting;
import topiclora.plugins.RetrieverKind;

/**
 * Several retrievers as one, by reciprocal rank fusion: a document's score is the sum of {@code 1 /
 * (60 + rank)} over those that found it (Cormack, Clarke and Büttcher, 2009).
 *
 * <p>Only ranks count, so the retrievers' own scores need not be comparable. Documents of equal
 * score stand in the order in which they were found, by the first retriever first.
 */
public record ReciprocalRankFusion(List<Retriever> retrievers) implements Retriever {
  private static final int CONSTANT = 60;

  /** How far down each list is read: texts come with it, and the ends of lists decide little. */
  private static final int DEPTH = 40;

  public ReciprocalRankFusion {
    retrievers = List.copyOf(retrievers);
    if (retrievers.isEmpty()) {
      throw new IllegalArgumentException("a fusion of no retrievers finds nothing");
    }
  }

  @Override
  public List<SearchHit> find(String query, int k) {
    Map<String, Document> documents = new LinkedHashMap<>();
    Map<String, Double> scores = new LinkedHashMap<>();
    for (Retriever retriever : retrievers) {
      int rank = 0;
      for (SearchHit found : retriever.find(query, Math.max(k, DEPTH))) {
        rank++;
        documents.putIfAbsent(found.document().id(), found.document());
        scores.merge(found.document().id(), 1.0 / (CONSTANT + rank), Double::sum);
      }
    }
    return documents.values().stream()
        .map(document -> new SearchHit(document, scores.getOrDefault(document.id(), 0.0)))
        .sorted(Comparator.comparingDouble(SearchHit::score).reversed())
        .limit(k)
        .toList();
  }

  @Override
  public DocumentWeighting defaultWeighting() {
    return DocumentWeighting.forRetrieved(RetrieverKind.HYBRID);
  }
}
