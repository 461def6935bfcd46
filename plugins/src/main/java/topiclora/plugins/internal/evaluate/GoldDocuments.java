package topiclora.plugins.internal.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import topiclora.corpus.Document;
import topiclora.corpus.Question;
import topiclora.plugins.internal.retrieve.SearchHit;

/** The documents that questions name themselves, and others to compare with. */
public final class GoldDocuments {
  private static final double FAR = 0.381966; // of the corpus: never the same document soon again

  private final List<Document> documents;
  private final Map<String, Integer> places = new LinkedHashMap<>();

  /** Of the documents of a model, in its order. */
  public GoldDocuments(List<Document> documents) {
    this.documents = List.copyOf(documents);
    documents.forEach(document -> places.put(document.id(), places.size()));
  }

  /**
   * The question with its own documents first and then {@code distractors} others, from far away in
   * the corpus; empty where it names none that is there.
   */
  public Optional<QuestionContext> of(Question question, int distractors) {
    List<Integer> own =
        question.docs().stream().filter(places::containsKey).map(places::get).distinct().toList();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    List<SearchHit> found = new ArrayList<>();
    own.forEach(place -> found.add(new SearchHit(documents.get(place), 1)));
    int wanted = Math.min(own.size() + distractors, documents.size());
    for (int i = 1; found.size() < wanted && i < documents.size(); i++) {
      SearchHit other = new SearchHit(far(own.getFirst(), i), 0);
      if (found.stream().noneMatch(one -> one.document().equals(other.document()))) {
        found.add(other);
      }
    }
    return Optional.of(new QuestionContext(question, found));
  }

  /** The same question with another document in each one's stead, as a control. */
  public QuestionContext shuffled(QuestionContext asked) {
    List<SearchHit> found = new ArrayList<>();
    for (SearchHit one : asked.hits()) {
      Integer place = places.get(one.document().id());
      found.add(place == null ? one : new SearchHit(far(place, asked.hits().size()), one.score()));
    }
    return new QuestionContext(asked.question(), found);
  }

  /** The {@code n}th other document of that at {@code place}. */
  private Document far(int place, int n) {
    int others = documents.size() - 1;
    int step = others < 1 ? 0 : 1 + (int) ((n * FAR * documents.size()) % others);
    return documents.get((place + step) % documents.size());
  }
}
