package topiclora.cli.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import topiclora.cli.Json;
import topiclora.cli.Remarks;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Shell;
import topiclora.cli.console.Units;
import topiclora.cli.option.ComputeMixin;
import topiclora.cli.option.ModelParameter;
import topiclora.core.internal.model.AddResult;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Corpus;
import topiclora.lm.TopicLoraException.BadModel;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.lm.internal.io.LockedFile;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.internal.retrieve.TextIndex;

/** Adds documents to a model that is there. */
@Command(
    name = "add",
    sortOptions = false,
    description = {
      "Fold new documents into a model: each gets a vector and is found like the others, while"
          + " everything that the documents share stays as it was fitted.",
      "",
      "CORPUS is as for fit; its ids must be new to the model. The model is replaced at the end, as"
          + " a whole: a run that fails or is stopped leaves it as it was."
    },
    footer = {"Example:", "  topiclora add news.model today.jsonl"})
final class AddCommand implements Runnable {
  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Parameters(index = "1", paramLabel = "CORPUS", description = "the new documents")
  private Path corpus = Path.of("");

  @Mixin private ComputeMixin machine = new ComputeMixin();

  @Option(
      names = "--json",
      description =
          "print {\"added\", \"tooShort\", \"documents\", \"windows\", \"seconds\", \"own\","
              + " \"zero\", \"other\", \"model\"}; windows and nats are those of the new"
              + " documents")
  private boolean json;

  /** What {@code --json} prints. */
  record Grown(
      int added,
      int tooShort,
      int documents,
      long windows,
      double seconds,
      double ownNll,
      double sharedNll,
      double shuffledNll,
      String model) {}

  AddCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    machine.requireSane();
    Path card = model.folder().resolve("model.json");
    if (Files.notExists(card)) {
      model.load(); // says that there is none, or brings back one that stepped aside
    }
    try (LockedFile alone = locked(card)) {
      report(add(model.load(), Corpus.open(corpus)));
    } catch (IOException e) {
      throw Storage.of("cannot write to " + model.folder(), e);
    }
  }

  private LockedFile locked(Path card) throws IOException {
    return LockedFile.of(card)
        .orElseThrow(
            () -> new BadModel("another topiclora adds to " + model.folder() + " at this moment"));
  }

  private AddResult add(TopicModel loaded, Corpus documents) {
    try (ProgressBar progress = shell.progress();
        BaseModel opened = machine.open(shell, progress)) {
      progress.close();
      AddResult added = loaded.add(opened, documents, progress);
      progress.close();
      Remarks.say(shell, added.readSummary(), added.tooShort());
      added.model().replace(model.folder(), TextIndex.writer(documents, added));
      return added;
    }
  }

  private void report(AddResult added) {
    HeldOutLines nats = HeldOutLines.of(added.documents());
    int documents = added.model().documents().size();
    if (json) {
      shell
          .out()
          .println(
              Json.of(
                  new Grown(
                      added.documents().size(),
                      added.tooShort().size(),
                      documents,
                      added.windows(),
                      added.seconds(),
                      nats.ownNll(),
                      nats.sharedNll(),
                      nats.shuffledNll(),
                      model.folder().toString())));
      return;
    }
    shell
        .out()
        .printf(
            "Added %s documents (%s windows) in %s; the model has %s.%n%n",
            Units.count(added.documents().size()),
            Units.count(added.windows()),
            Units.time(added.seconds()),
            Units.count(documents));
    nats.print(shell.out());
  }
}
