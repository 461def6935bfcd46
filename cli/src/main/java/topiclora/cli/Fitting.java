package topiclora.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import topiclora.cli.fit.StopHint;
import topiclora.core.LearningOptions;
import topiclora.core.TextUnit;
import topiclora.core.internal.fit.Checkpoint;
import topiclora.core.internal.fit.FitInputs;
import topiclora.core.internal.fit.Parameters;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Corpus;
import topiclora.corpus.Question;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException.BadCorpus;
import topiclora.lm.TopicLoraException.BadModel;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.internal.retrieve.TextIndex;
import topiclora.plugins.internal.training.PluginFit;

/**
 * A fit from a catalogue to a model on the disk.
 *
 * @param corpus of the catalogue, whose texts go into the model
 * @param metaTraining what there is besides the documents
 * @param output folder of the model
 * @param resume whether earlier work beside it is continued
 */
record Fitting(
    BaseModel base,
    Corpus corpus,
    TokenizedCorpus catalogue,
    LearningOptions options,
    MetaTraining metaTraining,
    Path output,
    boolean resume) {

  /**
   * What a fit learns from besides the documents.
   *
   * @param questions about them, for plugins; without any they are made by rule
   * @param sharedFrom a model whose shared part is taken as it is
   * @param vectors whether the documents get vectors, or only teach the shared part
   */
  record MetaTraining(List<Question> questions, @Nullable TopicModel sharedFrom, boolean vectors) {
    static final MetaTraining NONE = new MetaTraining(List.of(), null, true);
  }

  /** Fails where something lies at {@code output} already. */
  static void requireFree(Path output) {
    if (Files.isDirectory(output) ? !isEmpty(output) : Files.exists(output)) {
      throw new BadModel(output + " is there already; name another output, or remove it first");
    }
  }

  private static boolean isEmpty(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      throw Storage.of("cannot read " + folder, e);
    }
  }

  /** Fits and saves; the work on the way is removed at the end, or when nothing can come of it. */
  TopicModel run(Progress progress) {
    try (var alone = SoleFit.of(output)) {
      return fitAndSave(progress);
    }
  }

  private TopicModel fitAndSave(Progress progress) {
    FitInputs inputs =
        FitInputs.of(base, catalogue.corpusSummary(), options).with(metaTraining.questions());
    Checkpoint checkpoint = Checkpoint.open(StopHint.place(output), inputs, resume);
    try {
      TopicModel model = fit(checkpoint, progress);
      save(model);
      checkpoint.discard();
      return model;
    } catch (BadCorpus | IllegalArgumentException e) {
      checkpoint.discard();
      throw e;
    }
  }

  private void save(TopicModel model) {
    if (model.documents().isEmpty()) {
      model.save(output);
    } else {
      model.save(output, TextIndex.writer(corpus, catalogue));
    }
  }

  private TopicModel fit(Checkpoint checkpoint, Progress progress) {
    if (metaTraining.sharedFrom() != null) {
      TopicModel from = metaTraining.sharedFrom();
      from.requireBase(base);
      return TopicModel.foldedIn(
          base, catalogue, options, from.parameters(), from.epochs(), progress);
    }
    if (options.textUnit() == TextUnit.WINDOWS) {
      return TopicModel.fit(base, catalogue, options, checkpoint, progress);
    }
    List<Question> questions =
        metaTraining.questions().isEmpty()
            ? PluginFit.clozeQuestions(corpus)
            : metaTraining.questions();
    long start = System.nanoTime();
    Parameters learned =
        PluginFit.metaTrain(base, catalogue, questions, options, checkpoint, progress);
    if (!metaTraining.vectors()) {
      double seconds = (System.nanoTime() - start) / 1e9;
      return TopicModel.sharedOnly(base, catalogue, options, learned, seconds);
    }
    return TopicModel.foldedIn(base, catalogue, options, learned, List.of(), progress);
  }
}
