package topiclora.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import topiclora.LockedFile;
import topiclora.TopicLoraException.BadModel;
import topiclora.TopicLoraException.Storage;
import topiclora.base.BaseModel;
import topiclora.corpus.Corpus;
import topiclora.model.Added;
import topiclora.model.TopicModel;
import topiclora.plugin.TextIndex;

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

  @Mixin private MachineOptions machine = new MachineOptions();

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
      double own,
      double zero,
      double other,
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

  private Added add(TopicModel loaded, Corpus documents) {
    try (ProgressBar progress = shell.progress();
        BaseModel opened = machine.open(shell, progress)) {
      progress.close();
      Added added = loaded.add(opened, documents, progress);
      progress.close();
      Remarks.say(shell, added.reading(), added.tooShort());
      added.model().replace(model.folder(), TextIndex.part(documents, added));
      return added;
    }
  }

  private void report(Added added) {
    HeldOutNats nats = HeldOutNats.of(added.documents());
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
                      nats.own(),
                      nats.zero(),
                      nats.other(),
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
