package topiclora;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import topiclora.core.ClusterOptions;
import topiclora.core.DocumentVectors;
import topiclora.core.LearningOptions;
import topiclora.core.Provenance;
import topiclora.core.internal.cluster.Clustering;
import topiclora.core.internal.model.MetadataFilter;
import topiclora.core.internal.model.TextVectors;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.similar.Duplicates;
import topiclora.core.internal.similar.Neighbours;
import topiclora.corpus.Corpus;
import topiclora.corpus.Question;
import topiclora.internal.Engine;
import topiclora.internal.FolderState;
import topiclora.lm.TopicLoraException.BadModel;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.lm.internal.io.LockedFile;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.internal.retrieve.KeptTexts;
import topiclora.report.ReportFormat;
import topiclora.report.ReportOptions;

/**
 * A fitted model in its folder: topics, neighbours, outliers and clusters of its documents, answers
 * from them, and the documents themselves, which can be added, replaced and removed.
 *
 * <pre>{@code
 * TopicLoraModel news = lora.load(Path.of("news"));
 * news.outliers(10).forEach(outlier -> System.out.println(outlier.id()));
 * news.add(Corpus.open(Path.of("today.jsonl")));
 * System.out.println(news.ask("Who won the race?").answer());
 * }</pre>
 *
 * <p>Safe for several threads: each call sees the documents as they were when it began. What needs
 * the base model is done one call after the other. Close it before the {@link TopicLora} that made
 * it, or leave that to it.
 */
public final class TopicLoraModel implements AutoCloseable {
  private final Engine engine;
  private final Path folder;
  private final Asking asking;
  private volatile @Nullable TopicModel model; // null once closed
  private volatile FolderState state; // of the folder that the model was read from, or written to

  TopicLoraModel(Engine engine, Path folder, TopicModel model) {
    this.engine = engine;
    this.folder = folder;
    this.model = model;
    this.asking = new Asking(engine, folder);
    this.state = FolderState.of(folder);
  }

  /** Where it lies. */
  public Path folder() {
    return folder;
  }

  /** What the fit has come to. */
  public ModelSummary summary() {
    TopicModel now = model();
    HeldOutResult heldOut = Results.heldOut(now.documents());
    return new ModelSummary(
        now.documents().size(),
        now.dimensions(),
        now.documents().stream().mapToLong(d -> d.windows()).sum(),
        now.provenance().seconds(),
        heldOut,
        ModelSummary.Perplexity.of(heldOut),
        now.epochs().stream()
            .map(e -> new ModelSummary.EpochResult(e.trainNll(), e.heldOutNll()))
            .toList(),
        now.provenance().base(),
        folder.toString());
  }

  /** What it was fitted with. */
  public LearningOptions options() {
    return model().options();
  }

  /** Where it comes from: versions, base, corpus, additions. */
  public Provenance provenance() {
    return model().provenance();
  }

  /** All documents with their vectors, in the order of the corpus. */
  public List<DocumentResult> documents() {
    return Results.documents(model());
  }

  /** The vector x of a document, a copy. */
  public Optional<float[]> vector(String id) {
    return model().document(id).map(document -> document.vector().clone());
  }

  /** The text of a document, where the model keeps it. */
  public Optional<String> text(String id) {
    return withTexts(texts -> texts.of(id));
  }

  /** A topic for each dimension of the vectors, those with the largest share first. */
  public List<TopicResult> topics() {
    return topics(TopicOptions.defaults());
  }

  /** Topics, merged until {@code count} are left. */
  public List<TopicResult> topics(int count) {
    return topics(TopicOptions.defaults().withTopics(count));
  }

  /**
   * Topics.
   *
   * @throws BadModel where the vectors hold facts and not topics
   */
  public List<TopicResult> topics(TopicOptions options) {
    TopicModel now = model();
    if (options.groupBy() != null) {
      now.requireField(options.groupBy()); // words take their time
    }
    if (!options.needsBase()) {
      return withTexts(texts -> new TopicQuery(now, texts, options, null).results());
    }
    return engine.withBase(
        base -> withTexts(texts -> new TopicQuery(now, texts, options, base).results()));
  }

  /** The {@code k} documents most like one of them, by the cosine of their vectors. */
  public List<SimilarResult> similar(String id, int k) {
    return similar(id, k, List.of());
  }

  /**
   * The same among some documents only.
   *
   * @param where conditions such as {@code label=sport}; several of one field are alternatives
   */
  public List<SimilarResult> similar(String id, int k, List<String> where) {
    requirePositive(k);
    return Results.similar(neighbours(model(), where).nearest(id, k));
  }

  /** The {@code k} documents most like a text that is none of them. */
  public List<SimilarResult> similarTo(String text, int k) {
    return similarTo(text, k, List.of());
  }

  /** The same among some documents only. */
  public List<SimilarResult> similarTo(String text, int k, List<String> where) {
    requirePositive(k);
    if (text.isBlank()) {
      throw new IllegalArgumentException("the text is empty");
    }
    TopicModel now = model();
    TextVectors.requireEncoder(now);
    Neighbours among = neighbours(now, where);
    float[] x = withBase(now, base -> TextVectors.of(base, now, text));
    return Results.similar(among.nearest(x, k));
  }

  private static Neighbours neighbours(TopicModel model, List<String> where) {
    Neighbours all = Neighbours.of(model);
    return where.isEmpty() ? all : all.among(MetadataFilter.of(where).ids(model));
  }

  /**
   * Pairs of documents that have much of their wording in common, those with most first.
   *
   * @param minOverlap share of runs of four words that both have, above 0, at most 1
   */
  public List<DuplicateResult> duplicates(double minOverlap) {
    TopicModel now = model();
    return withTexts(
        texts -> Duplicates.of(now, texts, minOverlap).stream().map(Results::duplicate).toList());
  }

  /** The {@code k} documents least like the others, and why. */
  public List<OutlierResult> outliers(int k) {
    requirePositive(k);
    TopicModel now = model();
    return withTexts(texts -> new OutlierQuery(now, texts).first(k));
  }

  /** Clusters by k-means, as many as suit, with three documents of each. */
  public ClusterResult clusters() {
    return clusters(ClusterOptions.defaults(), 3);
  }

  /**
   * Clusters.
   *
   * @param topDocuments of each that are named
   */
  public ClusterResult clusters(ClusterOptions options, int topDocuments) {
    requirePositive(topDocuments);
    return Results.clusters(Clustering.of(model(), options), topDocuments);
  }

  /** Writes the page: one file that needs no network. */
  public ReportResult report(Path output) {
    return report(output, ReportFormat.HTML, ReportOptions.defaults());
  }

  /** Writes the page, its tables or all of it as JSON. */
  public ReportResult report(Path output, ReportFormat format, ReportOptions options) {
    TopicModel now = model();
    var reporting = new Reporting(now, folder, options);
    reporting.requireSane(output, format);
    return options.words() == 0
        ? withTexts(texts -> reporting.write(output, format, texts, null))
        : withBase(now, base -> withTexts(texts -> reporting.write(output, format, texts, base)));
  }

  /** Answers a question from the vectors of the documents that it is about. */
  public AskResult ask(String question) {
    return ask(question, AskOptions.defaults());
  }

  /** Answers a question. */
  public AskResult ask(String question, AskOptions options) {
    return ask(question, options, piece -> {});
  }

  /**
   * Answers a question.
   *
   * @param heard is told every piece of the answer as soon as it is generated, on the thread that
   *     computes
   */
  public AskResult ask(String question, AskOptions options, Consumer<String> heard) {
    return asking.ask(model(), question, options, heard);
  }

  /** Measures answers to questions with known answers. */
  public QaResult evaluateQa(List<Question> questions, QaOptions options) {
    return asking.evaluate(model(), questions, options);
  }

  /**
   * Measures how well held-out windows of a corpus are predicted.
   *
   * @throws topiclora.lm.TopicLoraException.BadCorpus where OWN or SHUFFLED is asked of documents
   *     that are not in the model
   */
  public EvaluationResult evaluate(Corpus corpus, DocumentVectors vectors) {
    TopicModel now = model();
    return withBase(now, base -> Evaluating.of(base, now, corpus, vectors, engine.progress()));
  }

  /** Writes documents' vectors as an ordinary LoRA adapter of the base model. */
  public ExportResult export(Path output, ExportOptions options) {
    return new Exporting(engine, model(), folder, options).to(output);
  }

  /**
   * Folds new documents in: each gets a vector, and everything shared stays as it was fitted. The
   * model in the folder is replaced at the end, as a whole.
   *
   * @throws topiclora.lm.TopicLoraException.BadCorpus where the model has a document of such an id
   */
  public AdditionResult add(Corpus corpus) {
    return change(now -> Changes.add(engine, now, folder, corpus, false));
  }

  /** Folds documents in, in the place of those of the same ids. */
  public AdditionResult replace(Corpus corpus) {
    return change(now -> Changes.add(engine, now, folder, corpus, true));
  }

  /**
   * Removes documents, with their texts.
   *
   * @throws IllegalArgumentException where the model has no such document
   */
  public ModelSummary remove(Collection<String> ids) {
    change(now -> Changes.remove(engine, now, folder, Set.copyOf(ids)));
    return summary();
  }

  /** A change of the model, and what is said of it. */
  record Changed<T>(TopicModel model, T result) {}

  /** One change at a time, of one process; reads go on meanwhile with what was there. */
  private synchronized <T> T change(Function<TopicModel, Changed<T>> work) {
    try (LockedFile alone = locked()) {
      if (!state.equals(FolderState.of(folder))) {
        throw new BadModel(
            folder + " was changed by another program since it was opened; open it again");
      }
      Changed<T> changed = work.apply(model());
      asking.forget();
      model = changed.model();
      state = FolderState.of(folder);
      return changed.result();
    } catch (IOException e) {
      throw Storage.of("cannot write to " + folder, e);
    }
  }

  private LockedFile locked() throws IOException {
    FolderState.of(folder); // fails where it is gone
    return LockedFile.of(folder.resolve("model.json"))
        .orElseThrow(() -> new BadModel("another topiclora changes " + folder + " at this moment"));
  }

  private <T> T withBase(TopicModel now, Function<BaseModel, T> work) {
    return engine.withBase(
        base -> {
          now.requireBase(base);
          return work.apply(base);
        });
  }

  private <T> T withTexts(Function<KeptTexts, T> work) {
    try (KeptTexts texts = KeptTexts.of(folder)) {
      return work.apply(texts);
    }
  }

  private static void requirePositive(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + ", wanted at least 1");
    }
  }

  private TopicModel model() {
    TopicModel now = model;
    if (now == null) {
      throw new IllegalStateException("the model of " + folder + " is closed");
    }
    return now;
  }

  /** Gives its memory back; it cannot be asked any more. */
  @Override
  public void close() {
    if (model != null) {
      model = null;
      asking.forget();
    }
  }
}
