package topiclora.cli.fit;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import topiclora.cli.BaseOption;
import topiclora.cli.Json;
import topiclora.cli.Remarks;
import topiclora.cli.console.Columns;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Shell;
import topiclora.cli.console.Units;
import topiclora.cli.option.ModelParameter;
import topiclora.core.DocumentVectors;
import topiclora.core.internal.model.DocumentCompletion;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Corpus;
import topiclora.lm.internal.model.BaseModel;

/** Measures how well a model foretells text that it was not fitted on. */
@Command(
    name = "score",
    description = {
      "Measure how well the held-out windows of each document are foretold, in nats per token; less"
          + " is better.",
      "",
      "The same windows are held out as in the fit, so that for the corpus of the fit the figures"
          + " are of text that no vector has seen. Another corpus wants --x zero or foldin."
    },
    footer = {"Example:", "  topiclora score news.model news.jsonl --x shuffled"})
final class EvaluateCommand implements Runnable {
  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Parameters(index = "1", paramLabel = "CORPUS", description = "the documents")
  private Path corpus = Path.of("");

  @Option(
      names = "--x",
      paramLabel = "own|zero|shuffled|foldin",
      description =
          "the vector to read with: the document's own, none, another document's, or one made anew"
              + " from the windows that are not held out (own)")
  private DocumentVectors vector = DocumentVectors.OWN;

  @Mixin private BaseOption base = new BaseOption();

  @Option(
      names = "--json",
      description =
          "print {\"x\", \"mean\", \"tokens\", \"documents\":[{\"id\", \"nats\", \"tokens\"},"
              + " ...]}")
  private boolean json;

  /** What {@code --json} prints. */
  record Scored(
      String documentVectors, double nll, long tokens, List<DocumentCompletion.Score> documents) {}

  EvaluateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    TopicModel loaded = model.load();
    DocumentCompletion scores = scores(loaded, Corpus.open(corpus));
    String x = vector.name().toLowerCase(Locale.ROOT);
    if (json) {
      shell
          .out()
          .println(Json.of(new Scored(x, scores.nll(), scores.tokens(), scores.documents())));
      return;
    }
    Columns columns = new Columns(">nats", ">tokens", "id");
    for (DocumentCompletion.Score score : scores.documents()) {
      columns.row(Numbers.three(score.nll()), Units.count(score.tokens()), score.id());
    }
    columns.row(Numbers.three(scores.nll()), Units.count(scores.tokens()), "all, with x " + x);
    columns.print(shell.out());
  }

  private DocumentCompletion scores(TopicModel loaded, Corpus documents) {
    try (ProgressBar progress = shell.progress();
        BaseModel opened = base.open(shell, progress)) {
      loaded.requireBase(opened);
      progress.close();
      TokenizedCorpus catalogue = TokenizedCorpus.of(opened, documents, loaded.options());
      Remarks.say(shell, catalogue);
      return DocumentCompletion.of(opened, loaded, catalogue, vector, progress);
    }
  }
}
