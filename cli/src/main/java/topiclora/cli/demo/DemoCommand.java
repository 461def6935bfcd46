package topiclora.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import topiclora.OpenOptions;
import topiclora.TopicLora;
import topiclora.TopicLoraModel;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Quoted;
import topiclora.cli.console.Shell;
import topiclora.cli.fit.StopHint;
import topiclora.lm.BaseStore;
import topiclora.lm.TopicLoraException.Storage;

/** Fits the bundled sample and shows what can be done with it. */
@Command(
    name = "demo",
    description = {
      "Fit the bundled sample, then take a tour of every use. Takes a few minutes on two cores the"
          + " first time; the model is kept in the cache beside the base models, so a second tour"
          + " is quick."
    })
public final class DemoCommand implements Runnable {
  private final Shell shell;

  public DemoCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    Path folder = BaseStore.open(shell.environment()).folder().resolveSibling("demo");
    Sample sample = sample(folder);
    Tour.welcome(shell.out());
    try (ProgressBar progress = shell.progress();
        TopicLora lora =
            TopicLora.open(
                OpenOptions.defaults()
                    .withProgress(progress)
                    .withEnvironment(shell.environment()))) {
      Path topics = folder.resolve("topics.model");
      Tour tour = new Tour(shell, made(DemoModel.topics(lora, sample, topics), progress));
      tour.walk();
      Path meta = folder.resolve("meta.model");
      made(DemoModel.meta(lora, sample, meta), progress).close();
      Path plugins = folder.resolve("plugins.model");
      TopicLoraModel knowing = made(DemoModel.plugins(lora, sample, plugins, meta), progress);
      new PluginTour(shell.out(), knowing, sample.questions(".*")).walk(progress);
      tour.farewell(plugins);
    }
  }

  /** While it is made, Ctrl-C says how to go on. */
  private TopicLoraModel made(DemoModel demo, ProgressBar progress) {
    try (var hint = StopHint.watch(shell, Quoted.command(shell, "demo"))) {
      return demo.model();
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
