package topiclora.cli.fit;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import topiclora.AdditionResult;
import topiclora.Json;
import topiclora.TopicLora;
import topiclora.TopicLoraModel;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Shell;
import topiclora.cli.console.Units;
import topiclora.cli.option.ComputeMixin;
import topiclora.cli.option.ModelParameter;
import topiclora.corpus.Corpus;

/** Adds documents to a model that is there. */
@Command(
    name = "add",
    sortOptions = false,
    description = {
      "Fold new documents into a model: each gets a vector and is found like the others, while"
          + " everything that the documents share stays as it was fitted.",
      "",
      "CORPUS is as for fit; its ids must be new to the model, unless --replace is given. The model"
          + " is replaced at the end, as a whole: a run that fails or is stopped leaves it as it"
          + " was."
    },
    footer = {
      "Examples:",
      "  topiclora add news.model today.jsonl",
      "  topiclora add news.model corrected.jsonl --replace"
    })
public final class AddCommand implements Runnable {
  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Parameters(index = "1", paramLabel = "CORPUS", description = "the new documents")
  private Path corpus = Path.of("");

  @Option(names = "--replace", description = "documents of these ids are replaced")
  private boolean replace;

  @Mixin private ComputeMixin compute = new ComputeMixin();

  @Option(
      names = "--json",
      description = "print added, replaced, tooShort, documents, windows, seconds, NLL, model")
  private boolean json;

  public AddCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    try (ProgressBar progress = shell.progress();
        TopicLora lora = compute.open(shell, progress);
        TopicLoraModel loaded = lora.load(model.folder())) {
      Corpus documents = Corpus.open(corpus);
      AdditionResult added = replace ? loaded.replace(documents) : loaded.add(documents);
      progress.close();
      if (json) {
        shell.out().println(Json.of(added));
      } else {
        print(added);
      }
    }
  }

  private void print(AdditionResult added) {
    String replaced =
        added.replaced() == 0 ? "" : ", %s of them replaced".formatted(added.replaced());
    shell
        .out()
        .printf(
            "Added %s documents%s (%s windows) in %s; the model has %s.%n%n",
            Units.count(added.added()),
            replaced,
            Units.count(added.windows()),
            Units.time(added.seconds()),
            Units.count(added.documents()));
    HeldOutLines.print(shell.out(), added.heldOut());
  }
}
