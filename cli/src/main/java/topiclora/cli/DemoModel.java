package topiclora.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import topiclora.Progress;
import topiclora.Provenance;
import topiclora.TopicLoraException.BadModel;
import topiclora.TopicLoraException.Storage;
import topiclora.base.BaseModel;
import topiclora.corpus.Corpus;
import topiclora.fit.FitOptions;
import topiclora.model.Catalogue;
import topiclora.model.TopicModel;
import topiclora.model.WholeFolder;
import topiclora.plugin.TextIndex;

/** The model of the sample: fitted at the first tour, kept for the next. */
record DemoModel(BaseModel base, Corpus corpus, Catalogue catalogue, Path place) {

  /** That of an earlier tour, if a fit would make the same again. */
  Optional<TopicModel> kept() {
    if (!TextIndex.isIn(place)) { // nor where it has no texts, which earlier versions did not keep
      return Optional.empty();
    }
    try {
      return Optional.of(TopicModel.load(place)).filter(this::isOfToday);
    } catch (BadModel damaged) {
      return Optional.empty();
    }
  }

  private boolean isOfToday(TopicModel model) {
    Provenance from = model.provenance();
    return from.version().equals(Provenance.VERSION)
        && from.corpusSha256().equals(catalogue.reading().sha256())
        && from.baseSha256().equals(base.sha256())
        && model.options().equals(FitOptions.defaults());
  }

  /** Fits it, going on where an interrupted tour left off. */
  TopicModel fit(Progress progress) {
    remove(place);
    try {
      return fitting(true).run(progress);
    } catch (BadModel otherWork) { // that of an earlier version
      return fitting(false).run(progress);
    }
  }

  private Fitting fitting(boolean resume) {
    return new Fitting(
        base, corpus, catalogue, FitOptions.defaults(), Fitting.Teaching.NONE, place, resume);
  }

  /** The folder is ours: nothing else puts models into the cache. */
  private static void remove(Path model) {
    try {
      WholeFolder.remove(model);
    } catch (IOException e) {
      throw Storage.of("cannot replace " + model, e);
    }
  }
}
