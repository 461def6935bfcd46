package topiclora.bench.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import topiclora.core.LearningOptions;
import topiclora.core.internal.fit.Checkpoint;
import topiclora.core.internal.fit.FitInputs;
import topiclora.core.internal.fit.HeldOut;
import topiclora.core.internal.fit.HeldOutEvaluation;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.windows.Windows;
import topiclora.corpus.Corpus;
import topiclora.corpus.Document;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException.BadCorpus;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;
import topiclora.study.baselines.MeanHidden;

/**
 * What TopicLoRA itself makes of the documents that are measured.
 *
 * @param model fitted to them, or saved by a fit to a corpus that has them
 * @param windows of the measured documents, cut as the model's were
 */
public record BenchModel(
    BaseModel base, TopicModel model, List<Document> documents, Windows windows) {

  /** NLL in nats per held-out token, and how many of those there are. */
  public record Nll(double ownNll, double sharedNll, double shuffledNll, long tokens) {}

  /** Fits a model to exactly these documents. */
  public static BenchModel fit(
      BaseModel base, List<Document> documents, LearningOptions options, Progress progress) {
    return fit(base, documents, options, null, progress);
  }

  /**
   * The same beside other fits.
   *
   * @param shelf a folder where fits of the same windows share their forward passes below x
   */
  public static BenchModel fit(
      BaseModel base,
      List<Document> documents,
      LearningOptions options,
      @Nullable Path shelf,
      Progress progress) {
    TokenizedCorpus catalogue = catalogue(base, documents, options);
    Checkpoint work = work(FitInputs.of(base, catalogue.corpusSummary(), options));
    try {
      Checkpoint beside = shelf == null ? work : work.sharing(shelf);
      TopicModel model = TopicModel.fit(base, catalogue, options, beside, progress);
      return new BenchModel(base, model, documents, catalogue.windows());
    } finally {
      work.discard(); // nobody goes on with a measurement
    }
  }

  /** Takes the vectors of a model that was saved. */
  public static BenchModel load(BaseModel base, List<Document> documents, Path folder) {
    TopicModel model = TopicModel.load(folder);
    model.requireBase(base);
    TokenizedCorpus catalogue = catalogue(base, documents, model.options());
    return new BenchModel(base, model, documents, catalogue.windows());
  }

  /** Windows of exactly these documents. */
  public static TokenizedCorpus catalogue(
      BaseModel base, List<Document> documents, LearningOptions options) {
    TokenizedCorpus catalogue = TokenizedCorpus.of(base, Corpus.of(documents), options);
    if (catalogue.documents().size() != documents.size()) {
      throw new BadCorpus(
          "%d of %d documents have no window of text (%s); take them out of the corpus"
              .formatted(
                  documents.size() - catalogue.documents().size(),
                  documents.size(),
                  String.join(", ", catalogue.tooShort())));
    }
    return catalogue;
  }

  private static Checkpoint work(FitInputs inputs) {
    try {
      return Checkpoint.open(Files.createTempDirectory("topiclora-bench"), inputs, false);
    } catch (IOException e) {
      throw Storage.of("cannot make a folder for the fit's work", e);
    }
  }

  /** The documents' x, in their order. */
  public Candidate vectors() {
    Map<String, float[]> known = new HashMap<>();
    for (DocumentVector document : model.documents()) {
      known.put(document.id(), document.vector());
    }
    List<String> missing =
        documents.stream().map(Document::id).filter(id -> !known.containsKey(id)).toList();
    if (!missing.isEmpty()) {
      throw new BadCorpus(
          "%d of %d documents are not in the model, '%s' is the first; fitted to another corpus?"
              .formatted(missing.size(), documents.size(), missing.get(0)));
    }
    float[][] x = documents.stream().map(d -> known.get(d.id())).toArray(float[][]::new);
    return new Candidate("TopicLoRA x", x, model.provenance().seconds());
  }

  /** What the base model says without a fit, where x would begin to change it. */
  public Candidate meanHidden() {
    int layer = model.parameters().adapter().firstLayer();
    long start = System.nanoTime();
    float[][] means = MeanHidden.of(base, windows, layer);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Candidate("mean hidden state, layer " + layer, means, seconds);
  }

  /** How well each document's own vector predicts its held-out text. */
  public Nll nll(float[][] x, Progress progress) {
    try (var scope = Scope.open()) {
      HeldOut held =
          HeldOutEvaluation.of(base, windows, model.parameters(), Tensor.ofRows(x), progress);
      long tokens = Arrays.stream(held.tokens()).sum();
      return new Nll(held.meanOwnNll(), held.meanSharedNll(), held.meanShuffledNll(), tokens);
    }
  }
}
