package topiclora.model;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import topiclora.Document;
import topiclora.Progress;
import topiclora.Provenance;
import topiclora.TopicLoraException;
import topiclora.base.BaseModel;
import topiclora.corpus.Corpus;
import topiclora.fit.Checkpoint;
import topiclora.fit.Fit;
import topiclora.fit.FitOptions;
import topiclora.fit.FitResult;
import topiclora.fit.FoldIn;
import topiclora.fit.HeldOut;
import topiclora.fit.Learned;
import topiclora.fit.Windows;
import topiclora.tensor.DType;
import topiclora.tensor.Device;
import topiclora.tensor.Tensor;

/**
 * One shared LoRA of a frozen base and one vector for each document of a corpus.
 *
 * <pre>{@code
 * try (var base = BaseModel.open(path, Device.fastType())) {
 *   TopicModel model = TopicModel.fit(base, Corpus.open(news), FitOptions.defaults(), work, Progress.SILENT);
 *   model.save(Path.of("news.model"));
 *   float[] x = model.documents().getFirst().x();
 * }
 * }</pre>
 *
 * <p>A value: nothing in it changes after it is made.
 *
 * @param learned the shared part, and the vectors as one tensor in the order of the documents
 * @param documents what is held of each document
 * @param passes how the fit went, one entry a pass over the corpus
 * @param folder that it was read from, whose texts go along when it is saved; null for a new one
 */
public record TopicModel(
    FitOptions options,
    Provenance provenance,
    Learned learned,
    List<DocumentVector> documents,
    List<FitResult.Pass> passes,
    @Nullable Path folder) {
  public TopicModel {
    passes = List.copyOf(passes);
    documents = List.copyOf(documents);
  }

  /** A model that is in no folder yet. */
  public TopicModel(
      FitOptions options,
      Provenance provenance,
      Learned learned,
      List<DocumentVector> documents,
      List<FitResult.Pass> passes) {
    this(options, provenance, learned, documents, passes, null);
  }

  /**
   * Fits a model.
   *
   * @param catalogue the corpus, cut into windows of the options' size
   * @param checkpoint where unfinished work is kept and continued from
   */
  public static TopicModel fit(
      BaseModel base,
      Catalogue catalogue,
      FitOptions options,
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
   * @param passes that it was learned in
   */
  public static TopicModel foldedIn(
      BaseModel base,
      Catalogue catalogue,
      FitOptions options,
      Learned shared,
      List<FitResult.Pass> passes,
      Progress progress) {
    long start = System.nanoTime();
    Windows windows = catalogue.windows();
    Tensor x = FoldIn.vectors(base, windows, shared, options, progress);
    Learned learned = shared.with(x);
    HeldOut heldOut = HeldOut.of(base, windows, learned, x, progress);
    var result = new FitResult(learned, windows.trainingCounts(), heldOut, passes);
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
  public static TopicModel sharedAlone(
      BaseModel base, Catalogue catalogue, FitOptions options, Learned shared, double seconds) {
    Tensor none = Tensor.zeros(DType.F32, 0, shared.adapter().numbers());
    return new TopicModel(
        options, provenance(base, catalogue, seconds), shared.with(none), List.of(), List.of());
  }

  private static TopicModel of(
      BaseModel base, Catalogue catalogue, FitOptions options, FitResult result, long start) {
    return new TopicModel(
        options,
        provenance(base, catalogue, (System.nanoTime() - start) / 1e9),
        result.learned(),
        vectors(catalogue, result),
        result.passes());
  }

  private static Provenance provenance(BaseModel base, Catalogue catalogue, double seconds) {
    return new Provenance(
        Provenance.VERSION,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        base.name(),
        base.sha256(),
        catalogue.reading().sha256(),
        catalogue.documents().size(),
        "%s, %s".formatted(Device.describe(), base.type()),
        seconds);
  }

  private static List<DocumentVector> vectors(Catalogue catalogue, FitResult result) {
    return vectors(catalogue.documents(), result.learned().x(), result.windows(), result.heldOut());
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
              held.own()[d],
              held.zero()[d],
              held.other()[d]));
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
   * added.model().replace(folder, TextIndex.part(today, added));
   * }</pre>
   *
   * <p>Documents are read in batches: beside what the new model holds of each, memory does not grow
   * with the corpus.
   *
   * @throws TopicLoraException.BadModel where the model has no documents to add others to
   * @throws TopicLoraException.BadCorpus where the model has a document of such an id already, or
   *     no document has text enough
   */
  public Added add(BaseModel base, Corpus corpus, Progress progress) {
    requireDocuments();
    requireBase(base);
    return new Adding(base, this, corpus, progress).run();
  }

  /** Numbers in a vector. */
  public int numbers() {
    return learned.adapter().numbers();
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
    if (numbers() == 0) {
      throw new TopicLoraException.BadModel(
          "the model has the form lora, one for all documents, and no vectors of them; a fit with"
              + " --form down, up, both or hyper has");
    }
  }

  private void requireDocuments() {
    if (documents.isEmpty()) {
      throw new TopicLoraException.BadModel(
          "the model has a shared part and no documents, as fit --no-vectors makes it; 'topiclora"
              + " fit CORPUS --from' this one gives documents vectors");
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
  public void save(Path folder, WholeFolder.Part... more) {
    WholeFolder.write(folder, ModelFolder.parts(this, List.of(more)));
  }

  /**
   * Writes the model in the place of the one that is there; until it is all written, that one stays
   * as it is.
   *
   * @param more what else the folder is to hold, besides what the folder had that this model was
   *     read from
   */
  public void replace(Path folder, WholeFolder.Part... more) {
    WholeFolder.replace(folder, ModelFolder.parts(this, List.of(more)));
  }

  /** Reads what {@link #save} wrote. */
  public static TopicModel load(Path folder) {
    return ModelFolder.load(folder);
  }
}
