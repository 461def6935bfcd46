package topiclora.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import topiclora.Document;
import topiclora.Progress;
import topiclora.TopicLoraException.BadCorpus;
import topiclora.TopicLoraException.Storage;
import topiclora.base.BaseModel;
import topiclora.corpus.Corpus;
import topiclora.fit.Checkpoint;
import topiclora.fit.FitOptions;
import topiclora.fit.HeldOut;
import topiclora.fit.MeanHidden;
import topiclora.fit.Windows;
import topiclora.measure.Spectral;
import topiclora.model.Catalogue;
import topiclora.model.DocumentVector;
import topiclora.model.TopicModel;
import topiclora.tensor.Scope;

/**
 * What TopicLoRA itself makes of the documents that are measured.
 *
 * @param model fitted to them, or saved by a fit to a corpus that has them
 * @param windows of the measured documents, cut as the model's were
 */
record Own(BaseModel base, TopicModel model, List<Document> documents, Windows windows) {

  /** Nats per held-out token, and how many of those there are. */
  record Nats(double own, double zero, double another, long tokens) {}

  /** Fits a model to exactly these documents. */
  static Own fit(BaseModel base, List<Document> documents, FitOptions options, Progress progress) {
    try (var work = work()) {
      return fit(base, documents, options, work, progress);
    }
  }

  /** The same in a place of one's own, which may share its reading of the windows with others. */
  static Own fit(
      BaseModel base,
      List<Document> documents,
      FitOptions options,
      Checkpoint work,
      Progress progress) {
    Catalogue catalogue = catalogue(base, documents, options);
    TopicModel model = TopicModel.fit(base, catalogue, options, work, progress);
    return new Own(base, model, documents, catalogue.windows());
  }

  /** Takes the vectors of a model that was saved. */
  static Own load(BaseModel base, List<Document> documents, Path folder) {
    TopicModel model = TopicModel.load(folder);
    model.requireBase(base);
    Catalogue catalogue = catalogue(base, documents, model.options());
    return new Own(base, model, documents, catalogue.windows());
  }

  /** Windows of exactly these documents. */
  static Catalogue catalogue(BaseModel base, List<Document> documents, FitOptions options) {
    Catalogue catalogue = Catalogue.of(base, Corpus.of(documents), options);
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

  /** A new place for the work of a fit, which is gone when it is closed. */
  static Checkpoint work() {
    try {
      return Checkpoint.open(Files.createTempDirectory("topiclora-bench"), "bench", false);
    } catch (IOException e) {
      throw Storage.of("cannot make a folder for the fit's work", e);
    }
  }

  /** The documents' x, in their order. */
  Candidate vectors() {
    Map<String, float[]> known = new HashMap<>();
    for (DocumentVector document : model.documents()) {
      known.put(document.id(), document.x());
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

  /** What the base says without a fit, where x would begin to change it. */
  Candidate meanHidden() {
    int layer = model.learned().adapter().firstLayer();
    long start = System.nanoTime();
    float[][] means = MeanHidden.of(base, windows, layer);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Candidate("mean hidden state, layer " + layer, means, seconds);
  }

  /** How well each document's own x foretells what was held out of it. */
  Nats nats(float[][] x, Progress progress) {
    try (var scope = Scope.open()) {
      HeldOut held = HeldOut.of(base, windows, model.learned(), Spectral.matrix(x), progress);
      long tokens = Arrays.stream(held.tokens()).sum();
      return new Nats(held.meanOwn(), held.meanZero(), held.meanOther(), tokens);
    }
  }
}
