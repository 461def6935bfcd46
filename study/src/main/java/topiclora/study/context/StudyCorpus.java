package topiclora.study.context;

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
import topiclora.corpus.Corpus;
import topiclora.corpus.Document;
import topiclora.corpus.Question;
import topiclora.lm.TopicLoraException.BadCorpus;
import topiclora.lm.internal.math.EvenSample;
import topiclora.plugins.Questions;

/**
 * The corpus under study, in memory.
 *
 * @param name of its file
 * @param corpus all of it
 * @param documents those that are studied, where a hypothesis does not need more of them
 * @param questions about them; may be none
 * @param sha256 of exactly these documents
 * @param trainingDocuments documents at most that meta-training of plugins has, and as many others
 *     at most for its test
 */
public record StudyCorpus(
    String name,
    List<Document> corpus,
    List<Document> documents,
    List<Question> questions,
    String sha256,
    int trainingDocuments) {
  private static final int FEWEST = 12;

  /** Documents with a label of at most this share of the corpus are outliers. */
  private static final double RARE = 0.06;

  /** Unless they are together more than this share: then there are none. */
  private static final double MOST_OUTLIERS = 0.1;

  /**
   * Documents at most that outliers are looked for among, and at least for a metric to mean
   * anything.
   */
  private static final int WITH_OUTLIERS = 200;

  private static final int FEWEST_WITH_OUTLIERS = 60;

  /** One outlier among so many documents, where they have to be injected. */
  private static final int INJECTED_EVERY = 20;

  public StudyCorpus {
    corpus = List.copyOf(corpus);
    documents = List.copyOf(documents);
    questions = List.copyOf(questions);
  }

  /**
   * Reads a corpus.
   *
   * @param questions about it, or null
   * @param limit documents at most, spread evenly over the corpus
   * @param trainingDocuments see above
   */
  public static StudyCorpus of(
      Path corpus, @Nullable Path questions, int limit, int trainingDocuments) {
    List<Document> all = new ArrayList<>();
    Corpus.open(corpus).forEach(all::add);
    List<Document> some = EvenSample.of(all, limit);
    if (some.size() < FEWEST) {
      throw new BadCorpus(
          "%d documents are too few for a study, wanted at least %d"
              .formatted(some.size(), FEWEST));
    }
    Set<String> ids = some.stream().map(Document::id).collect(Collectors.toSet());
    List<Question> asked =
        questions == null
            ? List.of()
            : Questions.read(questions).stream().filter(q -> isOn(q, ids)).toList();
    return new StudyCorpus(
        String.valueOf(corpus.getFileName()), all, some, asked, sha256(some), trainingDocuments);
  }

  private static String sha256(List<Document> documents) {
    return Corpus.of(documents).forEach(document -> {}).sha256();
  }

  /** Of exactly the documents of a part. */
  String sha256(CorpusPart part, long seed) {
    return part == CorpusPart.ALL ? sha256 : sha256(part(part, seed));
  }

  /** Whether every document of the corpus has a label, and there are several. */
  public boolean labelled() {
    return corpus.stream().allMatch(d -> d.label() != null)
        && documents.stream().map(Document::label).distinct().count() > 1;
  }

  /** Whether outliers are known by labels, among enough documents for a metric to mean anything. */
  public boolean hasOutliers() {
    return labelled() && part(CorpusPart.WITH_OUTLIERS, 1).size() >= FEWEST_WITH_OUTLIERS;
  }

  /** Whether there are questions on enough of the documents. */
  public boolean hasQuestions() {
    return withQuestions(documents).size() >= FEWEST;
  }

  /**
   * Some of the documents.
   *
   * @param seed which ones, where there is a choice
   */
  public List<Document> part(CorpusPart part, long seed) {
    return switch (part) {
      case ALL -> documents;
      case EVEN -> every(0);
      case ODD -> every(1);
      case HALVES -> halves();
      case WITH_OUTLIERS -> withOutliers(seed);
      case TRAIN -> EvenSample.of(withQuestions(every(0)), trainingDocuments);
      case TEST -> EvenSample.of(withQuestions(every(1)), trainingDocuments);
    };
  }

  private List<Document> every(int first) {
    return IntStream.range(0, documents.size())
        .filter(i -> i % 2 == first)
        .mapToObj(documents::get)
        .toList();
  }

  private static boolean isOn(Question question, Set<String> ids) {
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

  /**
   * Labels of the outliers among {@link CorpusPart#WITH_OUTLIERS}; all documents of it have labels.
   */
  public Set<String> outlierLabels(long seed) {
    Set<String> rare = rare();
    if (!rare.isEmpty()) {
      return rare;
    }
    List<String> labels = new ArrayList<>(byLabel().keySet());
    Collections.rotate(labels, (int) (seed % labels.size()));
    return new HashSet<>(labels.subList((labels.size() + 1) / 2, labels.size()));
  }

  /** Labels that few documents have; otherwise outliers have to be injected. */
  private Set<String> rare() {
    Set<String> rare = new HashSet<>();
    int documents = 0;
    for (Map.Entry<String, List<Document>> label : byLabel().entrySet()) {
      if (label.getValue().size() <= RARE * corpus.size()) {
        rare.add(label.getKey());
        documents += label.getValue().size();
      }
    }
    return documents <= MOST_OUTLIERS * corpus.size() ? rare : Set.of();
  }

  /** Whether outliers are documents of the corpus's rare labels. */
  public boolean hasRareLabels() {
    return !rare().isEmpty();
  }

  private Map<String, List<Document>> byLabel() {
    return corpus.stream()
        .collect(
            Collectors.groupingBy(
                d -> Objects.requireNonNullElse(d.label(), ""), TreeMap::new, Collectors.toList()));
  }

  private List<Document> withOutliers(long seed) {
    if (hasRareLabels()) {
      return EvenSample.of(corpus, WITH_OUTLIERS);
    }
    Set<String> others = outlierLabels(seed);
    List<Document> kept = new ArrayList<>();
    List<Document> outliers = new ArrayList<>();
    corpus.forEach(d -> (others.contains(d.label()) ? outliers : kept).add(d));
    int count = Math.min(outliers.size(), Math.min(WITH_OUTLIERS, kept.size()) / INJECTED_EVERY);
    List<Document> withOutliers = new ArrayList<>(EvenSample.of(kept, WITH_OUTLIERS - count));
    withOutliers.addAll(EvenSample.of(outliers, count));
    return withOutliers;
  }
}
