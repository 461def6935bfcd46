package topiclora.core.internal.model;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import topiclora.core.LearningOptions;
import topiclora.core.Provenance;
import topiclora.core.internal.fit.Checkpoint;
import topiclora.core.internal.fit.Fit;
import topiclora.core.internal.fit.FitResult;
import topiclora.core.internal.fit.FoldIn;
import topiclora.core.internal.fit.HeldOut;
import topiclora.core.internal.fit.HeldOutEvaluation;
import topiclora.core.internal.fit.Parameters;
import topiclora.core.internal.windows.Windows;
import topiclora.corpus.Corpus;
import topiclora.corpus.Document;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.io.AtomicDirectory;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.Compute;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Tensor;

/**
 * One shared LoRA of a frozen base model and one vector for each document of a corpus.
 *
 * <pre>{@code
 * try (var base = BaseModel.open(Path.of("smollm2"), ComputeOptions.defaults())) {
 *   LearningOptions options = LearningOptions.topics();
 *   Corpus corpus = Corpus.open(Path.of("news.jsonl"));
 *   TokenizedCorpus tokenized = TokenizedCorpus.of(base, corpus, options);
 *   FitInputs inputs = FitInputs.of(base, tokenized.corpusSummary(), options);
 *   Checkpoint work = Checkpoint.open(Path.of("news.fit"), inputs, true);
 *   TopicModel model = TopicModel.fit(base, tokenized, options, work, Progress.SILENT);
 *   model.save(Path.of("news"));
 *   work.discard();
 *   float[] x = model.require("doc-17").vector();
 * }
 * }</pre>
 *
 * <p>A value: nothing in it changes after it is made, and several threads may read it. Whoever
 * shows it to a program copies the vectors.
 */
public final class TopicModel {
  private final LearningOptions options;
  private final Provenance provenance;
  private final Parameters parameters;
  private final List<DocumentVector> documents;
  private final List<FitResult.Epoch> epochs;
  private final @Nullable Path folder;
  private final Map<String, DocumentVector> byId;

  /**
   * A model.
   *
   * @param parameters the shared adapter, and the vectors as one tensor in the order of the
   *     documents
   * @param documents what is held of each document
   * @param epochs how the fit went, one entry a pass over the corpus
   * @param folder that it was read from, whose texts go along when it is saved; null for a new one
   */
  public TopicModel(
      LearningOptions options,
      Provenance provenance,
      Parameters parameters,
      List<DocumentVector> documents,
      List<FitResult.Epoch> epochs,
      @Nullable Path folder) {
    this.options = options;
    this.provenance = provenance;
    this.parameters = parameters;
    this.documents = List.copyOf(documents);
    this.epochs = List.copyOf(epochs);
    this.folder = folder;
    this.byId = HashMap.newHashMap(documents.size());
    documents.forEach(document -> byId.putIfAbsent(document.id(), document));
  }

  /** A model that is in no folder yet. */
  public TopicModel(
      LearningOptions options,
      Provenance provenance,
      Parameters parameters,
      List<DocumentVector> documents,
      List<FitResult.Epoch> epochs) {
    this(options, provenance, parameters, documents, epochs, null);
  }

  /** What the fit was asked to do. */
  public LearningOptions options() {
    return options;
  }

  public Provenance provenance() {
    return provenance;
  }

  /** The shared adapter, and the vectors in the order of the documents. */
  public Parameters parameters() {
    return parameters;
  }

  /** What is held of each document, in the order of the corpus. */
  public List<DocumentVector> documents() {
    return documents;
  }

  /** How the fit went, one entry a pass over the corpus. */
  public List<FitResult.Epoch> epochs() {
    return epochs;
  }

  /** The folder that it was read from; null for a new one. */
  public @Nullable Path folder() {
    return folder;
  }

  /**
   * Fits a model.
   *
   * @param catalogue the corpus, cut into windows of the options' size
   * @param checkpoint where unfinished work is kept and continued from
   */
  public static TopicModel fit(
      BaseModel base,
      TokenizedCorpus catalogue,
      LearningOptions options,
      Checkpoint checkpoint,
      Progress progress) {
    long start = System.nanoTime();
    FitResult result = new Fit(base, catalogue.windows(), options, checkpoint, progress).run();
    return of(base, catalogue, options, result, start);
  }

  /**
   * A model of a corpus by a shared adapter that was learned elsewhere: only the documents' vectors
   * are fitted.
   *
   * @param catalogue the corpus, cut as {@code options} say
   * @param options those that {@code shared} was learned with
   * @param shared whose own vectors are not used
   * @param epochs that it was learned in
   */
  public static TopicModel foldedIn(
      BaseModel base,
      TokenizedCorpus catalogue,
      LearningOptions options,
      Parameters shared,
      List<FitResult.Epoch> epochs,
      Progress progress) {
    long start = System.nanoTime();
    Windows windows = catalogue.windows();
    Tensor x = FoldIn.vectors(base, windows, shared, options, progress);
    Parameters learned = shared.with(x);
    HeldOut heldOut = HeldOutEvaluation.of(base, windows, learned, x, progress);
    var result = new FitResult(learned, windows.trainingCounts(), heldOut, epochs);
    return of(base, catalogue, options, result, start);
  }

  /**
   * A model without documents: a shared adapter for {@link #foldedIn} to take.
   *
   * @param catalogue the corpus that it was learned from
   * @param options those that it was learned with
   * @param shared whose own vectors are not kept
   * @param seconds that it took
   */
  public static TopicModel sharedOnly(
      BaseModel base,
      TokenizedCorpus catalogue,
      LearningOptions options,
      Parameters shared,
      double seconds) {
    Tensor none = Tensor.zeros(DType.F32, 0, shared.adapter().dimensions());
    return new TopicModel(
        options, provenance(base, catalogue, seconds), shared.with(none), List.of(), List.of());
  }

  private static TopicModel of(
      BaseModel base,
      TokenizedCorpus catalogue,
      LearningOptions options,
      FitResult result,
      long start) {
    return new TopicModel(
        options,
        provenance(base, catalogue, (System.nanoTime() - start) / 1e9),
        result.parameters(),
        vectors(catalogue, result),
        result.epochs());
  }

  private static Provenance provenance(BaseModel base, TokenizedCorpus catalogue, double seconds) {
    return new Provenance(
        Provenance.VERSION,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        base.name(),
        base.sha256(),
        catalogue.corpusSummary().sha256(),
        catalogue.documents().size(),
        "%s, %s".formatted(Compute.describe(), base.type()),
        seconds);
  }

  private static List<DocumentVector> vectors(TokenizedCorpus catalogue, FitResult result) {
    return vectors(
        catalogue.documents(), result.parameters().x(), result.windows(), result.heldOut());
  }

  static List<DocumentVector> vectors(
      List<Document> documents, Tensor table, int[] windows, HeldOut held) {
    float[][] x = table.toRows();
    List<DocumentVector> vectors = new ArrayList<>();
    for (int d = 0; d < x.length; d++) {
      Document document = documents.get(d);
      vectors.add(
          new DocumentVector(
              document.id(),
              document.title(),
              document.label(),
              document.metadata(),
              x[d],
              windows[d],
              held.tokens()[d],
              held.ownNll()[d],
              held.sharedNll()[d],
              held.shuffledNll()[d]));
    }
    return vectors;
  }

  /**
   * Folds new documents in: they get vectors of their own, and everything shared stays as it is.
   *
   * <p>Documents are read in batches: beside what the new model holds of each, memory does not grow
   * with the corpus.
   *
   * @throws TopicLoraException.BadModel where the model has no documents to add others to
   * @throws TopicLoraException.BadCorpus where the model has a document of such an id already, or
   *     no document has text enough
   */
  public AddResult add(BaseModel base, Corpus corpus, Progress progress) {
    return add(base, corpus, false, progress);
  }

  /**
   * Folds documents in, in the place of those of the same ids.
   *
   * @param replace whether ids may be there already: those documents are removed, and the new ones
   *     stand behind all others. One whose new text is too short for a window stays as it was
   * @throws TopicLoraException.BadCorpus where an id is there that may not be, or no document has
   *     text enough
   */
  public AddResult add(BaseModel base, Corpus corpus, boolean replace, Progress progress) {
    requireDocuments();
    requireBase(base);
    return new DocumentAddition(base, this, corpus, replace, progress).run();
  }

  /**
   * The same model without some documents; everything shared stays as it is.
   *
   * @param ids of which none need be there twice
   * @throws IllegalArgumentException where the model has no such document; it names the first
   */
  public TopicModel without(Collection<String> ids) {
    long start = System.nanoTime();
    Set<String> removed = new LinkedHashSet<>(ids);
    List<String> unknown = removed.stream().filter(id -> !byId.containsKey(id)).toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "no document '%s' in the model%s; nothing was removed"
              .formatted(
                  unknown.getFirst(),
                  unknown.size() == 1 ? "" : ", nor %d others".formatted(unknown.size() - 1)));
    }
    if (removed.isEmpty()) {
      throw new IllegalArgumentException("no ids of documents to remove");
    }
    KeptDocuments kept = KeptDocuments.of(this, removed);
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    double seconds = (System.nanoTime() - start) / 1e9;
    return with(kept, new Provenance.Change(now, 0, removed.size(), null, seconds));
  }

  /** The same shared adapter with other documents. */
  TopicModel with(KeptDocuments changed, Provenance.Change change) {
    return new TopicModel(
        options,
        provenance.with(change),
        parameters.with(changed.x()),
        changed.documents(),
        epochs,
        folder);
  }

  /** Dimensions of a vector, n. */
  public int dimensions() {
    return parameters.adapter().dimensions();
  }

  /** The document with this id. */
  public Optional<DocumentVector> document(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * The document with this id.
   *
   * @throws IllegalArgumentException where there is none
   */
  public DocumentVector require(String id) {
    return document(id)
        .orElseThrow(() -> new IllegalArgumentException("no document '" + id + "' in the model"));
  }

  /** Fails where there are no documents, or they have no vectors, as with modulate none. */
  public void requireVectors() {
    requireDocuments();
    if (dimensions() == 0) {
      throw new TopicLoraException.BadModel(
          "the model has no document vectors: it was fitted with modulate none, one LoRA for all"
              + " documents");
    }
  }

  private void requireDocuments() {
    if (documents.isEmpty()) {
      throw new TopicLoraException.BadModel(
          "the model has a shared adapter and no documents, as meta-training alone makes it; fit a"
              + " corpus with the shared adapter of this one");
    }
  }

  /**
   * Fails where no document has a field of this name; see {@link DocumentField}.
   *
   * @throws IllegalArgumentException that says which there are
   */
  public void requireField(String name) {
    DocumentField.of(documents, name);
  }

  /** Fails where {@code base} is not the one that this model was fitted on. */
  public void requireBase(BaseModel base) {
    if (!base.sha256().equals(provenance.baseSha256())) {
      throw new TopicLoraException.BadModel(
          "the base is %s (sha256 %.12s...), the model was fitted on %s (%.12s...); open that one, by its name or path"
              .formatted(base.name(), base.sha256(), provenance.base(), provenance.baseSha256()));
    }
  }

  /**
   * Writes the model to a new folder, whole or not at all. One that was read from a folder takes
   * along what else that holds, such as the documents' texts.
   *
   * @param more what else the folder is to hold, such as the documents' texts
   */
  public void save(Path folder, AtomicDirectory.Part... more) {
    AtomicDirectory.write(folder, ModelFolder.parts(this, List.of(more)));
  }

  /**
   * Writes the model in the place of the one that is there; until it is all written, that one stays
   * as it is.
   *
   * @param more what else the folder is to hold, besides what the folder had that this model was
   *     read from
   */
  public void replace(Path folder, AtomicDirectory.Part... more) {
    AtomicDirectory.replace(folder, ModelFolder.parts(this, List.of(more)));
  }

  /** Reads what {@link #save} wrote. */
  public static TopicModel load(Path folder) {
    return ModelFolder.load(folder);
  }
}
