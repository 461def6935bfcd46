package topiclora.cli.ask;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import topiclora.cli.BaseOnDemand;
import topiclora.cli.BaseOption;
import topiclora.cli.Chosen;
import topiclora.cli.Json;
import topiclora.cli.console.Columns;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.Printable;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Shell;
import topiclora.cli.option.AnsweringOptions;
import topiclora.cli.option.ModelParameter;
import topiclora.cli.option.RetrievalOptions;
import topiclora.core.internal.model.TopicModel;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.ContextMode;
import topiclora.plugins.internal.answer.Answer;
import topiclora.plugins.internal.answer.AnswerOptions;
import topiclora.plugins.internal.answer.Answerer;
import topiclora.plugins.internal.retrieve.KeptTexts;
import topiclora.plugins.internal.retrieve.Retriever;
import topiclora.plugins.internal.retrieve.SearchHit;
import topiclora.plugins.internal.retrieve.TextIndex;

/** Answers one question. */
@Command(
    name = "ask",
    description = {
      "Answer a question about the documents of a model.",
      "",
      "--with says how the model knows of them: none (the bare base), zero (the shared part alone),"
          + " plugin (the documents' vectors, not a token of context), rag (their text, bare base),"
          + " text (their text, with the shared part), both (text and vectors)."
    },
    footer = {
      "Examples:",
      "  topiclora ask news.model \"Who won the race?\" --docs sport-10 --with plugin",
      "  topiclora ask news.model \"Who won the race?\" --where label=sport --where year=2025"
    })
final class AskCommand implements Runnable {
  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Parameters(index = "1", paramLabel = "QUESTION", description = "in quotes, as one argument")
  private String question = "";

  @Mixin private RetrievalOptions retrieval = new RetrievalOptions();

  @Option(
      names = "--with",
      paramLabel = "none|zero|plugin|rag|text|both",
      description = "how the model knows of the documents (plugin)")
  private ContextMode knowledge = ContextMode.PLUGIN;

  @Option(
      names = "--docs",
      paramLabel = "ID,...",
      description =
          "the documents to use, the most important first, instead of a search; again for one whose"
              + " id has a comma")
  private List<String> docs = List.of();

  @Mixin private AnsweringOptions answering = new AnsweringOptions();

  @Mixin private BaseOption base = new BaseOption();

  @Option(
      names = "--json",
      description =
          "print {\"answer\",\"with\",\"documents\":[{\"id\",\"title\",\"score\"}],"
              + "\"contextTokens\",\"cutTokens\",\"tokens\",\"secondsToFirst\",\"tokensPerSecond\"}")
  private boolean json;

  /** What {@code --json} prints. */
  record Answered(
      String answer,
      String context,
      List<Chosen> documents,
      int contextTokens,
      int truncatedTokens,
      int newTokens,
      double secondsToFirst,
      double tokensPerSecond) {}

  AskCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    retrieval.requireSane();
    answering.requireSane();
    if (!docs.isEmpty()) {
      retrieval.requireNoConditions();
    }
    if (question.isBlank()) {
      throw new IllegalArgumentException("the question is empty");
    }
    TopicModel loaded = model.load();
    List<SearchHit> named = named(loaded);
    try (ProgressBar progress = shell.progress();
        BaseOnDemand opened = new BaseOnDemand(() -> base.open(shell, progress))) {
      if (docs.isEmpty() && knowledge.usesDocuments()) {
        try (TextIndex texts = TextIndex.open(model.folder())) {
          answer(
              loaded, retrieval.retriever(texts, loaded, opened), retrieval.k(), opened, progress);
        }
      } else {
        answer(loaded, (query, n) -> named, named.size(), opened, progress);
      }
    }
  }

  private void answer(
      TopicModel loaded, Retriever retriever, int most, BaseOnDemand opened, ProgressBar progress) {
    BaseModel model = opened.get();
    progress.close();
    AnswerOptions options = answering.options();
    try (var answerer = new Answerer(model, loaded, retriever, options)) {
      if (json) {
        Answer answer = answerer.answer(question, most, knowledge, piece -> {});
        shell.out().println(Json.of(answered(answer)));
      } else {
        print(answerer.answer(question, most, knowledge, this::hear));
      }
    }
  }

  /** The documents of {@code --docs}; each counts as found at the top. */
  private List<SearchHit> named(TopicModel loaded) {
    try (KeptTexts texts = KeptTexts.of(model.folder())) {
      return texts.documents(Chosen.named(loaded, docs), knowledge.usesText()).stream()
          .map(document -> new SearchHit(document, 1))
          .toList();
    }
  }

  private void hear(String piece) {
    shell.out().print(Printable.of(piece));
    shell.out().flush();
  }

  private Answered answered(Answer answer) {
    return new Answered(
        answer.text(),
        knowledge.name().toLowerCase(Locale.ROOT),
        answer.documents().stream().map(Chosen::of).toList(),
        answer.contextTokens(),
        answer.truncatedTokens(),
        answer.tokens(),
        answer.secondsToFirst(),
        answer.tokensPerSecond());
  }

  /** What it took, below the answer that stands there already. */
  private void print(Answer answer) {
    shell.out().println(answer.text().isEmpty() ? "(no answer)" : "");
    shell.out().println();
    if (!answer.documents().isEmpty()) {
      Columns columns = new Columns(">score", "id", "title");
      for (SearchHit found : answer.documents()) {
        String title = found.document().title() == null ? "" : found.document().title();
        columns.row(Numbers.two(found.score()), found.document().id(), title);
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
                  + " tokens of the documents or the question had no room; --context allows more");
    }
  }
}
