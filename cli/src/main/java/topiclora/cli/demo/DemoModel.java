package topiclora.cli.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import topiclora.cli.Fitting;
import topiclora.cli.fit.StopHint;
import topiclora.core.LearningOptions;
import topiclora.core.Provenance;
import topiclora.core.internal.fit.Checkpoint;
import topiclora.core.internal.fit.FitInputs;
import topiclora.core.internal.fit.Parameters;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Corpus;
import topiclora.corpus.Question;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException.BadModel;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.lm.internal.io.AtomicDirectory;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.internal.retrieve.TextIndex;
import topiclora.plugins.internal.training.PluginFit;

/**
 * A model of the sample: made at the first tour, kept for the next.
 *
 * @param corpus its documents
 * @param place its folder
 * @param maker how it is made
 */
record DemoModel(BaseModel base, Corpus corpus, LearningOptions options, Path place, Maker maker) {
  /** The articles that teach what vectors are for: so many numbers of each subject. */
  private static final String TAUGHT = "(?!stranger).*-0[1-4]";

  /** Those whose vectors hold what they say. */
  private static final String ASKED = "(?!stranger).*-07";

  /** Makes a model and saves it, going on with earlier work where that is wanted. */
  interface Maker {
    TopicModel make(boolean resume, Progress progress);
  }

  /** All of the sample, and what it is about. */
  static DemoModel topics(BaseModel base, Sample sample, Path place) {
    LearningOptions options = LearningOptions.topics();
    Corpus corpus = Corpus.open(sample.corpus());
    return new DemoModel(
        base,
        corpus,
        options,
        place,
        (resume, progress) -> {
          TokenizedCorpus catalogue = TokenizedCorpus.of(base, corpus, options);
          return new Fitting(
                  base, corpus, catalogue, options, Fitting.MetaTraining.NONE, place, resume)
              .run(progress);
        });
  }

  /**
   * Knowledge plugins of a few articles, whose shared part was taught by others: what a document
   * says can only come from its vector.
   */
  static DemoModel plugins(BaseModel base, Sample sample, Path place) {
    LearningOptions options = LearningOptions.plugins();
    Corpus asked = sample.articles(ASKED);
    return new DemoModel(
        base,
        asked,
        options,
        place,
        (resume, progress) -> {
          TokenizedCorpus taught = TokenizedCorpus.of(base, sample.articles(TAUGHT), options);
          List<Question> questions = sample.questions(TAUGHT);
          FitInputs inputs = FitInputs.of(base, taught.corpusSummary(), options).with(questions);
          Checkpoint work = Checkpoint.open(StopHint.place(place), inputs, resume);
          Parameters learned =
              PluginFit.metaTrain(base, taught, questions, options, work, progress);
          TokenizedCorpus catalogue = TokenizedCorpus.of(base, asked, options);
          TopicModel model =
              TopicModel.foldedIn(base, catalogue, options, learned, List.of(), progress);
          model.save(place, TextIndex.writer(asked, catalogue));
          work.discard();
          return model;
        });
  }

  /** That of an earlier tour if it would be made the same again, or one that is made now. */
  TopicModel model(Progress progress) {
    return kept().orElseGet(() -> made(progress));
  }

  private Optional<TopicModel> kept() {
    if (!TextIndex.existsIn(
        place)) { // nor where it has no texts, which earlier versions did not keep
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
        && from.corpusSha256().equals(corpus.forEach(document -> {}).sha256())
        && from.baseSha256().equals(base.sha256())
        && model.options().equals(options);
  }

  /** Goes on where an interrupted tour left off. */
  private TopicModel made(Progress progress) {
    remove(place);
    try {
      return maker.make(true, progress);
    } catch (BadModel otherWork) { // that of an earlier version
      return maker.make(false, progress);
    }
  }

  /** The folder is ours: nothing else puts models into the cache. */
  private static void remove(Path model) {
    try {
      AtomicDirectory.remove(model);
    } catch (IOException e) {
      throw Storage.of("cannot replace " + model, e);
    }
  }
}
