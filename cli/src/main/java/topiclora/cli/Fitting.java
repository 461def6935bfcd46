package topiclora.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import topiclora.Progress;
import topiclora.Provenance;
import topiclora.TopicLoraException.BadCorpus;
import topiclora.TopicLoraException.BadModel;
import topiclora.TopicLoraException.Storage;
import topiclora.base.BaseModel;
import topiclora.corpus.Corpus;
import topiclora.corpus.Question;
import topiclora.fit.Checkpoint;
import topiclora.fit.FitOptions;
import topiclora.fit.Learned;
import topiclora.model.Catalogue;
import topiclora.model.TopicModel;
import topiclora.plugin.PluginFit;
import topiclora.plugin.TextIndex;

/**
 * A fit from a catalogue to a model on the disk.
 *
 * @param corpus of the catalogue, whose texts go into the model
 * @param teaching what there is besides the documents
 * @param output folder of the model
 * @param resume whether earlier work beside it is continued
 */
record Fitting(
    BaseModel base,
    Corpus corpus,
    Catalogue catalogue,
    FitOptions options,
    Teaching teaching,
    Path output,
    boolean resume) {

  /**
   * What a fit learns from besides the documents.
   *
   * @param questions about them, for plugins; without any they are made by rule
   * @param from a model whose shared part is taken as it is
   * @param vectors whether the documents get vectors, or only teach the shared part
   */
  record Teaching(List<Question> questions, @Nullable TopicModel from, boolean vectors) {
    static final Teaching NONE = new Teaching(List.of(), null, true);
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
    Checkpoint checkpoint = Checkpoint.open(Unfinished.place(output), fingerprint(), resume);
    try {
      TopicModel model = fit(checkpoint, progress);
      save(model);
      checkpoint.close();
      return model;
    } catch (BadCorpus | IllegalArgumentException e) {
      checkpoint.close();
      throw e;
    }
  }

  private void save(TopicModel model) {
    if (model.documents().isEmpty()) {
      model.save(output);
    } else {
      model.save(output, TextIndex.part(corpus, catalogue));
    }
  }

  private TopicModel fit(Checkpoint checkpoint, Progress progress) {
    if (teaching.from() != null) {
      TopicModel from = teaching.from();
      from.requireBase(base);
      return TopicModel.foldedIn(base, catalogue, options, from.learned(), from.passes(), progress);
    }
    if (options.units() == FitOptions.Units.WINDOWS) {
      return TopicModel.fit(base, catalogue, options, checkpoint, progress);
    }
    List<Question> questions =
        teaching.questions().isEmpty() ? PluginFit.clozes(corpus) : teaching.questions();
    long start = System.nanoTime();
    Learned learned = PluginFit.learn(base, catalogue, questions, options, checkpoint, progress);
    if (!teaching.vectors()) {
      double seconds = (System.nanoTime() - start) / 1e9;
      return TopicModel.sharedAlone(base, catalogue, options, learned, seconds);
    }
    return TopicModel.foldedIn(base, catalogue, options, learned, List.of(), progress);
  }

  /** All that the bits of the result depend on. */
  private String fingerprint() {
    return String.join(
        "\n",
        Provenance.VERSION,
        options.toString(),
        String.valueOf(teaching.questions().hashCode()),
        base.sha256(),
        base.type().toString(),
        catalogue.reading().sha256());
  }
}
