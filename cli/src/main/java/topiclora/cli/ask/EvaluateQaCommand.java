package topiclora.cli.ask;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import topiclora.cli.BaseOnDemand;
import topiclora.cli.BaseOption;
import topiclora.cli.Compared;
import topiclora.cli.Examined;
import topiclora.cli.Json;
import topiclora.cli.Scored;
import topiclora.cli.console.Columns;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Shell;
import topiclora.cli.option.AnsweringOptions;
import topiclora.cli.option.ModelParameter;
import topiclora.cli.option.RetrievalOptions;
import topiclora.core.internal.model.TopicModel;
import topiclora.lm.internal.math.EvenSample;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.ContextMode;
import topiclora.plugins.DocumentsFrom;
import topiclora.plugins.Questions;
import topiclora.plugins.RetrieverKind;
import topiclora.plugins.internal.evaluate.QaComparison;
import topiclora.plugins.internal.evaluate.QaScores;
import topiclora.plugins.internal.evaluate.QaSetup;
import topiclora.plugins.internal.retrieve.KeptTexts;
import topiclora.plugins.internal.retrieve.Recall;

/** Measures answers. */
@Command(
    name = "answers",
    description = {
      "Measure how well questions with known answers are answered.",
      "",
      "nats are per token of the right answer, first and rest those of its first token and of the"
          + " later ones; top1 the share of right first tokens; f1 and em are of written answers,"
          + " as SQuAD counts them. --with all sets every way of knowing side by side, with another"
          + " document's vectors as a control."
    },
    footer = {"Example:", "  topiclora answers news.model qa.jsonl --with all --no-generate"})
final class EvaluateQaCommand implements Runnable {
  private static final String ALL = "all";
  private static final String SHUFFLED = "shuffled";

  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Parameters(
      index = "1",
      paramLabel = "QA",
      description = "JSON lines with question, answer or answers, and doc: an id (or docs: ids)")
  private Path qa = Path.of("");

  @Mixin private RetrievalOptions retrieval = new RetrievalOptions();

  @Option(
      names = "--docs",
      paramLabel = "gold|retrieved",
      description = "the document that the question names, or those that a search finds (gold)")
  private DocumentsFrom docs = DocumentsFrom.GOLD;

  @Option(
      names = "--distractors",
      paramLabel = "N",
      description = "other documents that are added to the gold one (${DEFAULT-VALUE})")
  private int distractors;

  @Option(
      names = "--with",
      paramLabel = "none|zero|plugin|rag|text|both|all",
      description = "how the model knows of the documents, see ask (${DEFAULT-VALUE})")
  private String with = "plugin";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "questions at most, spread evenly over the file")
  private int limit = Integer.MAX_VALUE;

  @Option(names = "--no-generate", description = "write no answers: no f1 and em, but quick")
  private boolean silent;

  @Mixin private AnsweringOptions answering = new AnsweringOptions();

  @Mixin private BaseOption base = new BaseOption();

  @Option(
      names = "--json",
      description =
          "print {\"with\",\"nats\",\"first\",\"rest\",\"top1\",\"f1\",\"em\",\"questions\",...};"
              + " for all {\"scores\":[...],\"fairShare\",...}; with --docs retrieved also"
              + " \"recallAt\":{\"bm25\":{\"1\",\"3\",\"5\",\"10\"},...}, the share of the"
              + " questions' own documents among the first ones, by words, and by vectors and both"
              + " where the model has an encoder")
  private boolean json;

  EvaluateQaCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    retrieval.requireSane();
    answering.requireSane();
    if (docs == DocumentsFrom.GOLD) {
      retrieval.requireNoConditions();
    }
    Numbers.requirePositive("--limit", limit);
    QaSetup setup = setup();
    TopicModel loaded = model.load();
    QaScores result;
    try (ProgressBar progress = shell.progress();
        BaseOnDemand onDemand = new BaseOnDemand(() -> base.open(shell, progress));
        KeptTexts texts = KeptTexts.of(model.folder())) {
      Supplier<BaseModel> opened =
          () -> {
            BaseModel one = onDemand.get();
            progress.close();
            return one;
          };
      result =
          new QaComparison(loaded, texts, opened, setup, progress)
              .of(EvenSample.of(Questions.read(qa), limit));
    }
    if (result.leftOut() > 0) {
      shell
          .err()
          .println("left out: " + result.leftOut() + " questions on no document of the model");
    }
    List<Scored> scores = new ArrayList<>();
    result.scores().forEach((mode, score) -> scores.add(Scored.of(word(mode), score)));
    if (result.shuffled() != null) {
      scores.add(Scored.of(SHUFFLED, result.shuffled()));
    }
    if (json) {
      Object printed =
          with.equals(ALL) ? new Compared(scores, result.recovered()) : scores.getFirst();
      shell.out().println(Json.of(Examined.of(printed, result.recallAt())));
    } else {
      print(shell.out(), scores, result.recovered());
      printRecall(shell.out(), result.recallAt());
    }
  }

  private QaSetup setup() {
    return new QaSetup(
        docs,
        retrieval.kind(),
        retrieval.filter(),
        retrieval.k(),
        distractors,
        contexts(),
        with.equals(ALL),
        !silent,
        answering.options());
  }

  private List<ContextMode> contexts() {
    if (with.equals(ALL)) {
      return List.of(ContextMode.values());
    }
    return Arrays.stream(ContextMode.values())
        .filter(one -> word(one).equals(with))
        .findFirst()
        .map(List::of)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--with '" + with + "'; there are none, zero, plugin, rag, text, both, all"));
  }

  static String word(ContextMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  private void print(PrintStream out, List<Scored> scores, double recovered) {
    Scored.print(out, scores);
    if (with.equals(ALL)) {
      out.println(
          "fair share: %s of what text gains over the shared part, with no token of context"
              .formatted(Numbers.two(recovered)));
    }
  }

  private static void printRecall(PrintStream out, Map<RetrieverKind, Recall> recall) {
    if (recall.isEmpty()) {
      return;
    }
    out.println();
    out.println("share of the questions' own documents among the first:");
    Columns columns = new Columns("found by", ">1", ">3", ">5", ">10");
    recall.forEach(
        (by, found) ->
            columns.row(
                Stream.concat(
                        Stream.of(by.name().toLowerCase(Locale.ROOT)),
                        found.atK().values().stream().map(Numbers::two))
                    .toArray(String[]::new)));
    columns.print(out);
  }
}
