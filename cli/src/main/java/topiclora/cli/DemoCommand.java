package topiclora.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import topiclora.TopicLoraException.Storage;
import topiclora.base.BaseModel;
import topiclora.base.BaseStore;
import topiclora.corpus.Corpus;
import topiclora.fit.FitOptions;
import topiclora.model.Catalogue;
import topiclora.model.TopicModel;
import topiclora.tensor.Cpu;

/** Fits the bundled sample and shows what can be done with it. */
@Command(
    name = "demo",
    description = {
      "Fit the bundled sample, then take a tour of every use. Takes a few minutes on two cores the"
          + " first time; the model is kept in the cache beside the base models, so a second tour"
          + " is quick."
    })
final class DemoCommand implements Runnable {
  private final Shell shell;

  DemoCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    BaseStore store = BaseStore.open(shell.environment());
    Path folder = store.folder().resolveSibling("demo");
    Sample sample = sample(folder);
    Tour.welcome(shell.out());
    try (ProgressBar progress = shell.progress();
        BaseModel base =
            BaseModel.open(store.resolve(BaseStore.DEFAULT, progress), Cpu.fastType())) {
      Cpu.threads(Runtime.getRuntime().availableProcessors());
      FitOptions options = FitOptions.defaults();
      Corpus corpus = Corpus.open(sample.corpus());
      Catalogue catalogue = Catalogue.of(base, corpus, options);
      Path place = folder.resolve("sample.model");
      DemoModel demo = new DemoModel(base, corpus, catalogue, place);
      TopicModel model = watched(() -> demo.kept().orElseGet(() -> demo.fit(progress)));
      progress.close();
      Tour tour = new Tour(shell, base, model, place);
      tour.walk();
      Path known = folder.resolve("plugins.model");
      DemoPlugins plugins = new DemoPlugins(base, sample, known);
      TopicModel knowing = watched(() -> plugins.model(progress));
      progress.close();
      var library = new Library(known, knowing);
      new KnowledgeTour(shell.out(), base, knowing, library, plugins.questions()).walk(progress);
      progress.close();
      tour.farewell(known);
    }
  }

  /** While it is made, Ctrl-C says how to go on. */
  private TopicModel watched(Supplier<TopicModel> made) {
    try (var watch = Unfinished.watch(shell, Quoted.command(shell, "demo"))) {
      return made.get();
    }
  }

  /** The sample's files, for the user to look at and to fit in other ways. */
  private static Sample sample(Path folder) {
    try {
      Files.createDirectories(folder);
      return Sample.unpack(folder);
    } catch (IOException e) {
      throw Storage.of("cannot make " + folder, e);
    }
  }
}
