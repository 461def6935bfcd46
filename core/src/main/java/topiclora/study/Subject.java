package topiclora.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import topiclora.Document;
import topiclora.TopicLoraException.BadCorpus;
import topiclora.corpus.Corpus;
import topiclora.corpus.Questions;

/**
 * The corpus under study, in memory.
 *
 * @param name of its file
 * @param documents those that are studied
 * @param questions about them; may be none
 * @param sha256 of exactly these documents
 * @param taught documents at most that the shared part of plugins is learned from, and as many
 *     others at most that are asked
 */
public record Subject(
    String name,
    List<Document> documents,
    List<topiclora.corpus.Question> questions,
    String sha256,
    int taught) {
  private static final int FEWEST = 12;

  /** A label of at most this share of all documents is an intruder's. */
  private static final double RARE = 0.06;

  /** One intruder for so many documents. */
  private static final int INTRUDED_EVERY = 20;

  public Subject {
    documents = List.copyOf(documents);
    questions = List.copyOf(questions);
  }

  /**
   * Reads a corpus.
   *
   * @param questions about it, or null
   * @param limit documents at most, spread evenly over the corpus
   * @param taught see above
   */
  public static Subject of(Path corpus, @Nullable Path questions, int limit, int taught) {
    List<Document> all = new ArrayList<>();
    Corpus.open(corpus).forEach(all::add);
    List<Document> some = spread(all, limit);
    if (some.size() < FEWEST) {
      throw new BadCorpus(
          "%d documents are too few for a study, wanted at least %d"
              .formatted(some.size(), FEWEST));
    }
    Set<String> ids = some.stream().map(Document::id).collect(Collectors.toSet());
    List<topiclora.corpus.Question> asked =
        questions == null
            ? List.of()
            : Questions.read(questions).stream().filter(q -> isOn(q, ids)).toList();
    String sha256 = Corpus.of(some).forEach(document -> {}).sha256();
    return new Subject(String.valueOf(corpus.getFileName()), some, asked, sha256, taught);
  }

  private static List<Document> spread(List<Document> all, int limit) {
    int count = Math.min(limit, all.size());
    return IntStream.range(0, count)
        .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
        .toList();
  }

  /** Whether every document has a label, and there are several. */
  public boolean labelled() {
    return documents.stream().allMatch(d -> d.label() != null)
        && documents.stream().map(Document::label).distinct().count() > 1;
  }

  /** Whether there are questions on enough of the documents. */
  public boolean asked() {
    return withQuestions(documents).size() >= FEWEST;
  }

  List<Document> part(Part part) {
    return switch (part) {
      case ALL -> documents;
      case EVEN -> every(0);
      case ODD -> every(1);
      case HALVES -> halves();
      case INTRUDED -> intruded();
      case TEACHERS -> spread(withQuestions(every(0)), taught);
      case PUPILS -> spread(withQuestions(every(1)), taught);
    };
  }

  private List<Document> every(int first) {
    return IntStream.range(0, documents.size())
        .filter(i -> i % 2 == first)
        .mapToObj(documents::get)
        .toList();
  }

  private static boolean isOn(topiclora.corpus.Question question, Set<String> ids) {
    return question.docs().stream().anyMatch(ids::contains);
  }

  private List<Document> withQuestions(List<Document> some) {
    Set<String> asked =
        questions.stream().flatMap(q -> q.docs().stream()).collect(Collectors.toSet());
    return some.stream().filter(d -> asked.contains(d.id())).toList();
  }

  private List<Document> halves() {
    List<Document> first = new ArrayList<>();
    List<Document> second = new ArrayList<>();
    for (Document d : documents) {
      int middle = d.text().indexOf(' ', d.text().length() / 2);
      int cut = middle < 0 ? d.text().length() : middle;
      first.add(new Document(d.id() + " 1", null, d.text().substring(0, cut), null, Map.of()));
      second.add(new Document(d.id() + " 2", null, d.text().substring(cut), null, Map.of()));
    }
    first.addAll(second);
    return first;
  }

  /** Labels of the intruders; all documents of the part have labels. */
  Set<String> intruders() {
    Set<String> rare = new HashSet<>();
    byLabel().forEach((label, all) -> addRare(rare, label, all.size()));
    return rare.isEmpty() ? new HashSet<>(secondHalf()) : rare;
  }

  private void addRare(Set<String> rare, String label, int count) {
    if (count <= RARE * documents.size()) {
      rare.add(label);
    }
  }

  /** Whether some labels are rare; otherwise intruders have to be planted. */
  boolean hasRare() {
    return byLabel().values().stream().anyMatch(all -> all.size() <= RARE * documents.size());
  }

  private List<String> secondHalf() {
    List<String> labels = new ArrayList<>(byLabel().keySet());
    return labels.subList((labels.size() + 1) / 2, labels.size());
  }

  private Map<String, List<Document>> byLabel() {
    return documents.stream()
        .collect(
            Collectors.groupingBy(
                d -> Objects.requireNonNullElse(d.label(), ""), TreeMap::new, Collectors.toList()));
  }

  private List<Document> intruded() {
    if (hasRare()) {
      return documents;
    }
    Set<String> others = intruders();
    List<Document> kept = new ArrayList<>();
    List<Document> strangers = new ArrayList<>();
    documents.forEach(d -> (others.contains(d.label()) ? strangers : kept).add(d));
    int count = Math.min(strangers.size(), Math.max(2, kept.size() / INTRUDED_EVERY));
    for (int i = 0; i < count; i++) {
      kept.add((int) ((long) i * kept.size() / count), strangers.get(i * strangers.size() / count));
    }
    return Collections.unmodifiableList(kept);
  }
}
