package topiclora.study.context;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import topiclora.core.LearningOptions;
import topiclora.core.Provenance;
import topiclora.core.internal.fit.Checkpoint;
import topiclora.core.internal.fit.FitInputs;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Corpus;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.lm.internal.io.Sha256;
import topiclora.lm.internal.model.BaseModel;

/**
 * The fits of a study, kept in a folder: made once, whichever hypotheses look at them, and not
 * again after the study was stopped.
 */
public final class StudyRuns {
  private static final int KEY = 16; // hexadecimal digits
  private static final String TOOK = "fit";

  private final BaseModel base;
  private final StudyCorpus corpus;
  private final Path folder;
  private final Progress progress;
  private final Map<String, TokenizedCorpus> catalogues = new HashMap<>();

  public StudyRuns(BaseModel base, StudyCorpus corpus, Path folder, Progress progress) {
    this.base = base;
    this.corpus = corpus;
    this.folder = folder;
    this.progress = progress;
    try {
      Files.createDirectories(folder);
      // They hold ids and titles of the corpus, which a report does not.
      Files.writeString(folder.resolve(".gitignore"), "*\n");
    } catch (IOException e) {
      throw Storage.of("cannot write to " + folder, e);
    }
  }

  public boolean has(StudyFit wanted) {
    return Files.exists(folder.resolve(key("fit", wanted)));
  }

  /** A fit of U, V and x, going on with it where it was stopped. */
  public StudyRun fit(StudyFit wanted) {
    TokenizedCorpus catalogue = catalogue(wanted.part(), wanted.options());
    return run(
        key("fit", wanted),
        wanted.options(),
        catalogue,
        work -> TopicModel.fit(base, catalogue, wanted.options(), work, progress));
  }

  /**
   * A model that is made in another way from the same documents.
   *
   * @param kind names how it is made, and all else that it depends on
   */
  public StudyRun made(String kind, StudyFit wanted, Function<Checkpoint, TopicModel> way) {
    LearningOptions options = wanted.options();
    return run(key(kind, wanted), options, catalogue(wanted.part(), options), way);
  }

  private StudyRun run(
      String key,
      LearningOptions options,
      TokenizedCorpus catalogue,
      Function<Checkpoint, TopicModel> way) {
    Path place = folder.resolve(key);
    if (!Files.exists(place)) {
      FitInputs inputs = FitInputs.of(base, catalogue.corpusSummary(), options);
      // The layers below x are the same for all fits of the same windows: they run once.
      Checkpoint work = Checkpoint.open(folder.resolve(key + ".fit"), inputs, true).sharing(folder);
      long start = System.nanoTime();
      way.apply(work).save(place);
      measurements(key).put(TOOK, (System.nanoTime() - start) / 1e9);
      work.discard(); // not after a failure: what was done is gone on with
    }
    return new StudyRun(key, TopicModel.load(place), catalogue, measurements(key).seconds(TOOK));
  }

  public TokenizedCorpus catalogue(CorpusPart part, LearningOptions options) {
    String cut =
        "%s %s %d %d %d"
            .formatted(
                part, options.textUnit(), options.window(), options.maxTokens(), options.seed());
    return catalogues.computeIfAbsent(
        cut, c -> TokenizedCorpus.of(base, Corpus.of(corpus.part(part, options.seed())), options));
  }

  /** What was measured at a run, or at the corpus itself. */
  MeasurementCache measurements(String key) {
    return MeasurementCache.open(folder.resolve(key + ".measurements.json"));
  }

  String key(String kind, StudyFit wanted) {
    return Sha256.hex(
            String.join(
                "\n",
                Provenance.VERSION,
                kind,
                wanted.part().name(),
                wanted.options().toString(),
                base.sha256(),
                base.type().toString(),
                corpus.sha256(wanted.part(), wanted.options().seed())))
        .substring(0, KEY);
  }
}
