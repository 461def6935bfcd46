package topiclora.cli.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import topiclora.AskOptions;
import topiclora.AskResult;
import topiclora.AskResult.ScoredDocument;
import topiclora.Json;
import topiclora.TopicLora;
import topiclora.TopicLoraModel;
import topiclora.cli.console.Columns;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.Printable;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Shell;
import topiclora.cli.option.AnsweringOptions;
import topiclora.cli.option.ComputeMixin;
import topiclora.cli.option.ModelParameter;
import topiclora.cli.option.RetrievalOptions;
import topiclora.plugins.ContextMode;

/** Answers one question. */
@Command(
    name = "ask",
    description = {
      "Answer a question about the documents of a model.",
      "",
      "--context says how the documents reach the model:",
      "  none        not at all: the base model",
      "  adapter     not at all, but with the shared adapter",
      "  plugin      by their vectors, not a token of context",
      "  text-plain  by their text in the prompt of the base model",
      "  text        by their text in the prompt, with the shared adapter",
      "  both        by text and vectors"
    },
    footer = {
      "Examples:",
      "  topiclora ask news.model \"Who won the race?\" --ids sport-10 --context plugin",
      "  topiclora ask news.model \"Who won the race?\" --where label=sport --where year=2025"
    })
public final class AskCommand implements Runnable {
  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Parameters(index = "1", paramLabel = "QUESTION", description = "in quotes, as one argument")
  private String question = "";

  @Mixin private RetrievalOptions retrieval = new RetrievalOptions();

  @Option(
      names = "--context",
      paramLabel = "none|adapter|plugin|text-plain|text|both",
      description = "how the documents reach the model (plugin)")
  private ContextMode context = ContextMode.PLUGIN;

  @Option(
      names = "--ids",
      paramLabel = "ID,...",
      description =
          "documents to use instead of a search, the most important first; repeat it for an id with"
              + " a comma")
  private List<String> ids = List.of();

  @Mixin private AnsweringOptions answering = new AnsweringOptions();

  @Mixin private ComputeMixin compute = new ComputeMixin();

  @Option(
      names = "--json",
      description =
          "print answer, context, documents, contextTokens, truncatedTokens, newTokens,"
              + " secondsToFirst, tokensPerSecond")
  private boolean json;

  public AskCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    retrieval.requireSane();
    answering.requireSane();
    if (!ids.isEmpty()) {
      retrieval.requireNoConditions();
    }
    if (question.isBlank()) {
      throw new IllegalArgumentException("the question is empty");
    }
    try (ProgressBar progress = shell.progress();
        TopicLora lora = compute.open(shell, progress);
        TopicLoraModel loaded = lora.load(model.folder())) {
      AskOptions options =
          answering
              .options(retrieval)
              .withContext(context)
              .withIds(Ids.of(loaded, ids).toArray(String[]::new));
      if (json) {
        AskResult answer = loaded.ask(question, options);
        progress.close();
        shell.out().println(Json.of(answer));
      } else {
        AskResult answer =
            loaded.ask(
                question,
                options,
                piece -> {
                  progress.close();
                  hear(piece);
                });
        progress.close(); // where there was no piece
        print(answer);
      }
    }
  }

  private void hear(String piece) {
    shell.out().print(Printable.of(piece));
    shell.out().flush();
  }

  /** What it took, below the answer that stands there already. */
  private void print(AskResult answer) {
    shell.out().println(answer.answer().isEmpty() ? "(no answer)" : "");
    shell.out().println();
    if (!answer.documents().isEmpty()) {
      Columns columns = new Columns(">score", "id", "title");
      for (ScoredDocument found : answer.documents()) {
        columns.row(score(found), found.id(), Objects.requireNonNullElse(found.title(), ""));
      }
      columns.print(shell.out());
    }
    shell
        .out()
        .println(
            "%d tokens of context, first token after %s s, then %s tokens/s"
                .formatted(
                    answer.contextTokens(),
                    Numbers.two(answer.secondsToFirst()),
                    Numbers.two(answer.tokensPerSecond())));
    if (answer.truncatedTokens() > 0) {
      shell
          .err()
          .println(
              answer.truncatedTokens()
                  + " tokens of the documents or the question had no room; --max-context-tokens"
                  + " allows more");
    }
  }

  private static String score(ScoredDocument found) {
    return found.score() == null ? "-" : Numbers.two(found.score());
  }

  /** Documents that a person named. */
  static final class Ids {
    private Ids() {}

    /** Each once; an id may have a comma in it: what is an id as a whole is not cut. */
    static List<String> of(TopicLoraModel model, List<String> values) {
      List<String> ids = new ArrayList<>();
      for (String value : values) {
        List<String> parts =
            model.vector(value).isPresent() ? List.of(value) : List.of(value.split(",", -1));
        parts.stream().filter(id -> !ids.contains(id)).forEach(ids::add);
      }
      return ids;
    }
  }
}
