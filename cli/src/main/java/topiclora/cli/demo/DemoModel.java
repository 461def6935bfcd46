package topiclora.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import topiclora.FitOptions;
import topiclora.PluginFitOptions;
import topiclora.TopicLora;
import topiclora.TopicLoraModel;
import topiclora.core.LearningOptions;
import topiclora.core.Provenance;
import topiclora.corpus.Corpus;
import topiclora.lm.TopicLoraException.BadModel;
import topiclora.lm.TopicLoraException.Storage;

/**
 * A model of the sample: made at the first tour, kept for the next.
 *
 * @param corpus its documents
 * @param place its folder
 * @param learning what its options have to be
 * @param options how it is fitted
 */
record DemoModel(
    TopicLora lora, Corpus corpus, Path place, LearningOptions learning, FitOptions options) {
  /** The articles of meta-training: so many of each subject. */
  private static final String META = "(?!stranger).*-0[1-4]";

  /** Those whose vectors hold what they say. */
  private static final String ASKED = "(?!stranger).*-07";

  /** All of the sample, and what it is about. */
  static DemoModel topics(TopicLora lora, Sample sample, Path place) {
    return new DemoModel(
        lora, Corpus.open(sample.corpus()), place, LearningOptions.topics(), FitOptions.topics());
  }

  /** A shared adapter that lets vectors hold facts, meta-trained on some articles. */
  static DemoModel meta(TopicLora lora, Sample sample, Path place) {
    PluginFitOptions options =
        FitOptions.plugins().withQuestions(sample.questions(META)).withMetaTrainOnly(true);
    return new DemoModel(lora, sample.articles(META), place, options.learning(), options);
  }

  /** Plugins of a few other articles: what a document says can only come from its vector. */
  static DemoModel plugins(TopicLora lora, Sample sample, Path place, Path meta) {
    return new DemoModel(
        lora,
        sample.articles(ASKED),
        place,
        LearningOptions.plugins(),
        FitOptions.sharedFrom(meta));
  }

  /** That of an earlier tour if it would be made the same again, or one that is made now. */
  TopicLoraModel model() {
    return kept().orElseGet(this::made);
  }

  private Optional<TopicLoraModel> kept() {
    if (Files.notExists(place)) {
      return Optional.empty();
    }
    try {
      return Optional.of(lora.load(place)).filter(this::isOfToday);
    } catch (BadModel damaged) {
      return Optional.empty();
    }
  }

  private boolean isOfToday(TopicLoraModel model) {
    Provenance from = model.provenance();
    return from.version().equals(Provenance.VERSION)
        && from.corpusSha256().equals(corpus.forEach(document -> {}).sha256())
        && from.baseSha256().equals(lora.baseSha256())
        && model.options().equals(learning);
  }

  /** Goes on where an interrupted tour left off. */
  private TopicLoraModel made() {
    remove(place);
    try {
      return lora.fit(corpus, place, options);
    } catch (BadModel otherWork) { // that of an earlier version
      return lora.fit(corpus, place, options.withRestart(true));
    }
  }

  /** The folder is ours: nothing else puts models into the cache. */
  private static void remove(Path model) {
    if (Files.notExists(model)) {
      return;
    }
    try (Stream<Path> files = Files.walk(model)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw Storage.of("cannot replace " + model, e);
    }
  }
}
