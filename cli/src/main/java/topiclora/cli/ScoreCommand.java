package topiclora.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import topiclora.base.BaseModel;
import topiclora.corpus.Corpus;
import topiclora.model.Catalogue;
import topiclora.model.Scores;
import topiclora.model.TopicModel;

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
final class ScoreCommand implements Runnable {
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
  private Scores.Vector vector = Scores.Vector.OWN;

  @Mixin private BaseOption base = new BaseOption();

  @Option(
      names = "--json",
      description =
          "print {\"x\", \"mean\", \"tokens\", \"documents\":[{\"id\", \"nats\", \"tokens\"},"
              + " ...]}")
  private boolean json;

  /** What {@code --json} prints. */
  record Scored(String x, double mean, long tokens, List<Scores.Score> documents) {}

  ScoreCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    TopicModel loaded = model.load();
    Scores scores = scores(loaded, Corpus.open(corpus));
    String x = vector.name().toLowerCase(Locale.ROOT);
    if (json) {
      shell
          .out()
          .println(Json.of(new Scored(x, scores.mean(), scores.tokens(), scores.documents())));
      return;
    }
    Columns columns = new Columns(">nats", ">tokens", "id");
    for (Scores.Score score : scores.documents()) {
      columns.row(Figures.three(score.nats()), Units.count(score.tokens()), score.id());
    }
    columns.row(Figures.three(scores.mean()), Units.count(scores.tokens()), "all, with x " + x);
    columns.print(shell.out());
  }

  private Scores scores(TopicModel loaded, Corpus documents) {
    try (ProgressBar progress = shell.progress();
        BaseModel opened = base.open(shell, progress)) {
      loaded.requireBase(opened);
      progress.close();
      Catalogue catalogue = Catalogue.of(opened, documents, loaded.options());
      Remarks.say(shell, catalogue);
      return Scores.of(opened, loaded, catalogue, vector, progress);
    }
  }
}
