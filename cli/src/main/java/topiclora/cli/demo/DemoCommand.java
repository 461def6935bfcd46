package topiclora.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Quoted;
import topiclora.cli.console.Shell;
import topiclora.cli.fit.StopHint;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Question;
import topiclora.lm.BaseStore;
import topiclora.lm.ComputeOptions;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.Questions;
import topiclora.plugins.internal.retrieve.KeptTexts;

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
            BaseModel.open(store.resolve(BaseStore.DEFAULT, progress), ComputeOptions.defaults())) {
      Path place = folder.resolve("sample.model");
      TopicModel model = made(DemoModel.topics(base, sample, place), progress);
      Tour tour = new Tour(shell, base, model, place);
      tour.walk();
      Path known = folder.resolve("plugins.model");
      TopicModel knowing = made(DemoModel.plugins(base, sample, known), progress);
      List<Question> questions = Questions.read(sample.questions());
      try (KeptTexts texts = KeptTexts.of(known)) {
        new KnowledgeTour(shell.out(), base, knowing, texts, questions).walk(progress);
      }
      progress.close();
      tour.farewell(known);
    }
  }

  /** While it is made, Ctrl-C says how to go on. */
  private TopicModel made(DemoModel demo, ProgressBar progress) {
    try (var watch = StopHint.watch(shell, Quoted.command(shell, "demo"))) {
      return demo.model(progress);
    } finally {
      progress.close();
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
