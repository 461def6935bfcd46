package topiclora.cli.explore;

import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import topiclora.DocumentResult;
import topiclora.Json;
import topiclora.TopicLora;
import topiclora.TopicLoraModel;
import topiclora.cli.console.Columns;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.Shell;
import topiclora.cli.option.ModelParameter;
import topiclora.lm.TopicLoraException.BadModel;

/** Prints the vectors of all documents. */
@Command(
    name = "vectors",
    description = {
      "Print every document's vector, in the order of the corpus.",
      "",
      "norm is |x|, in standard deviations of what one window tells; outlier score by how much it"
          + " exceeds that of documents of this length, in standard deviations; NLL reduction what"
          + " the vector gives on held-out text, in nats per token."
    },
    footer = {"Example:", "  topiclora vectors news.model --json > vectors.jsonl"})
public final class VectorsCommand implements Runnable {
  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Option(
      names = "--json",
      description =
          "print a line for each document: id, title, label, metadata, vector, norm, outlierScore,"
              + " windows, heldOutTokens, and its NLL")
  private boolean json;

  public VectorsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    List<DocumentResult> documents;
    try (TopicLora lora = ModelParameter.open(shell);
        TopicLoraModel loaded = lora.load(model.folder())) {
      documents = loaded.documents();
      if (documents.isEmpty() || loaded.summary().dimensions() == 0) {
        throw new BadModel(
            documents.isEmpty()
                ? "the model has no documents"
                : "the model has no document vectors: it was fitted with --modulate none");
      }
    }
    if (json) {
      documents.forEach(document -> shell.out().println(Json.of(document)));
      return;
    }
    Columns columns = new Columns("id", ">norm", ">outlier score", ">NLL reduction", "title");
    for (DocumentResult d : documents) {
      columns.row(
          d.id(),
          Numbers.two(d.norm()),
          Numbers.two(d.outlierScore()),
          Numbers.signed(d.nllReduction()),
          Objects.requireNonNullElse(d.title(), ""));
    }
    columns.print(shell.out());
  }
}
