package topiclora.cli.fit;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import topiclora.EvaluationResult;
import topiclora.Json;
import topiclora.TopicLora;
import topiclora.TopicLoraModel;
import topiclora.cli.console.Columns;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Shell;
import topiclora.cli.console.Units;
import topiclora.cli.option.ComputeMixin;
import topiclora.cli.option.ModelParameter;
import topiclora.core.DocumentVectors;
import topiclora.corpus.Corpus;

/** Measures how well a model predicts text that it was not fitted on. */
@Command(
    name = "evaluate",
    description = {
      "Measure how well the held-out windows of each document are predicted: negative"
          + " log-likelihood (NLL) in nats per token, and perplexity; lower is better.",
      "",
      "The same windows are held out as in the fit, so that for the corpus of the fit the NLL"
          + " is of text that no vector has seen. Another corpus wants --document-vectors zero or"
          + " fold-in."
    },
    footer = {"Example:", "  topiclora evaluate news.model news.jsonl --document-vectors shuffled"})
public final class EvaluateCommand implements Runnable {
  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Parameters(index = "1", paramLabel = "CORPUS", description = "the documents")
  private Path corpus = Path.of("");

  @Option(
      names = "--document-vectors",
      paramLabel = "own|zero|shuffled|fold-in",
      description =
          "each document's own vector, zero (shared adapter only), another document's (control), or"
              + " one folded in from the windows that are not held out (own)")
  private DocumentVectors vectors = DocumentVectors.OWN;

  @Mixin private ComputeMixin compute = new ComputeMixin();

  @Option(
      names = "--json",
      description = "print documentVectors, nll, perplexity, tokens, and documents with their NLL")
  private boolean json;

  public EvaluateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    try (ProgressBar progress = shell.progress();
        TopicLora lora = compute.open(shell, progress);
        TopicLoraModel loaded = lora.load(model.folder())) {
      EvaluationResult measured = loaded.evaluate(Corpus.open(corpus), vectors);
      progress.close();
      if (json) {
        shell.out().println(Json.of(measured));
      } else {
        print(measured);
      }
    }
  }

  private void print(EvaluationResult measured) {
    Columns columns = new Columns(">NLL", ">tokens", "id");
    for (EvaluationResult.DocumentNll one : measured.documents()) {
      columns.row(Numbers.three(one.nll()), Units.count(one.tokens()), one.id());
    }
    columns.row(
        Numbers.three(measured.nll()),
        Units.count(measured.tokens()),
        "all, vectors " + measured.documentVectors());
    columns.print(shell.out());
    shell.out().println();
    shell
        .out()
        .printf(
            "NLL in nats per token, lower is better; perplexity %s%n",
            Numbers.two(measured.perplexity()));
  }
}
