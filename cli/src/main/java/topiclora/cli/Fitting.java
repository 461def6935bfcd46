package topiclora.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import topiclora.Progress;
import topiclora.Provenance;
import topiclora.TopicLoraException.BadCorpus;
import topiclora.TopicLoraException.BadModel;
import topiclora.TopicLoraException.Storage;
import topiclora.base.BaseModel;
import topiclora.corpus.Corpus;
import topiclora.fit.Checkpoint;
import topiclora.fit.FitOptions;
import topiclora.model.Catalogue;
import topiclora.model.TopicModel;
import topiclora.plugin.TextIndex;

/**
 * A fit from a catalogue to a model on the disk.
 *
 * @param corpus of the catalogue, whose texts go into the model
 * @param output folder of the model
 * @param resume whether earlier work beside it is continued
 */
record Fitting(
    BaseModel base,
    Corpus corpus,
    Catalogue catalogue,
    FitOptions options,
    Path output,
    boolean resume) {

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
    Checkpoint checkpoint = Checkpoint.open(Unfinished.place(output), fingerprint(), resume);
    try {
      TopicModel model = TopicModel.fit(base, catalogue, options, checkpoint, progress);
      model.save(output, TextIndex.part(corpus, catalogue));
      checkpoint.close();
      return model;
    } catch (BadCorpus | IllegalArgumentException e) {
      checkpoint.close();
      throw e;
    }
  }

  /** All that the bits of the result depend on. */
  private String fingerprint() {
    return String.join(
        "\n",
        Provenance.VERSION,
        options.toString(),
        base.sha256(),
        base.type().toString(),
        catalogue.reading().sha256());
  }
}
