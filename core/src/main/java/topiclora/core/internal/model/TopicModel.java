package topiclora.core.internal.model;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import topiclora.core.LearningOptions;
import topiclora.core.Provenance;
import topiclora.core.internal.fit.Checkpoint;
import topiclora.core.internal.fit.Fit;
import topiclora.core.internal.fit.FitResult;
import topiclora.core.internal.fit.FoldIn;
import topiclora.core.internal.fit.HeldOut;
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
 * One shared LoRA of a frozen base and one vector for each document of a corpus.
 *
 * <pre>{@code
 * try (var base = BaseModel.open(path, ComputeOptions.defaults())) {
 *   TopicModel model = TopicModel.fit(base, Corpus.open(news), FitOptions.defaults(), work, Progress.SILENT);
 *   model.save(Path.of("news.model"));
 *   float[] x = model.documents().getFirst().x();
 * }
 * }</pre>
 *
 * <p>A value: nothing in it changes after it is made.
 *
 * @param parameters the shared part, and the vectors as one tensor in the order of the documents
 * @param documents what is held of each document
 * @param epochs how the fit went, one entry a pass over the corpus
 * @param folder that it was read from, whose texts go along when it is saved; null for a new one
 */
public record TopicModel(
    LearningOptions options,
    Provenance provenance,
    Parameters parameters,
    List<DocumentVector> documents,
    List<FitResult.Epoch> epochs,
    @Nullable Path folder) {
  public TopicModel {
    epochs = List.copyOf(epochs);
    documents = List.copyOf(documents);
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
   * A model of a corpus by a shared part that was learned elsewhere: only the documents' vectors
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
    HeldOut heldOut = HeldOut.of(base, windows, learned, x, progress);
    var result = new FitResult(learned, windows.trainingCounts(), heldOut, epochs);
    return of(base, catalogue, options, result, start);
  }

  /**
   * A model without documents: a shared part for {@link #foldedIn} to take.
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
   * <pre>{@code
   * TopicModel model = TopicModel.load(folder);
   * Corpus today = Corpus.open(Path.of("today.jsonl"));
   * Added added = model.add(base, today, Progress.SILENT);
   * added.model().replace(folder, TextIndex.writer(today, added));
   * }</pre>
   *
   * <p>Documents are read in batches: beside what the new model holds of each, memory does not grow
   * with the corpus.
   *
   * @throws TopicLoraException.BadModel where the model has no documents to add others to
   * @throws TopicLoraException.BadCorpus where the model has a document of such an id already, or
   *     no document has text enough
   */
  public AddResult add(BaseModel base, Corpus corpus, Progress progress) {
    requireDocuments();
    requireBase(base);
    return new DocumentAddition(base, this, corpus, progress).run();
  }

  /** Numbers in a vector. */
  public int dimensions() {
    return parameters.adapter().dimensions();
  }

  /** The document with this id. */
  public Optional<DocumentVector> document(String id) {
    return documents.stream().filter(document -> document.id().equals(id)).findFirst();
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

  /** Fails where there are no documents, or they have no vectors, as in the form lora. */
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
          "the base is %s (sha256 %.12s...), the model was fitted on %s (%.12s...); name that one with --base"
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
