package topiclora.cli.ask;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import topiclora.Json;
import topiclora.QaOptions;
import topiclora.QaResult;
import topiclora.QaResult.QaScore;
import topiclora.TopicLora;
import topiclora.TopicLoraModel;
import topiclora.cli.console.Columns;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Shell;
import topiclora.cli.console.Units;
import topiclora.cli.console.Words;
import topiclora.cli.option.AnsweringOptions;
import topiclora.cli.option.ComputeMixin;
import topiclora.cli.option.ModelParameter;
import topiclora.cli.option.RetrievalOptions;
import topiclora.corpus.Question;
import topiclora.plugins.ContextMode;
import topiclora.plugins.DocumentsFrom;
import topiclora.plugins.Questions;

/** Measures answers. */
@Command(
    name = "evaluate-qa",
    description = {
      "Measure how well questions with known answers are answered.",
      "",
      "NLL is in nats per token of the right answer, lower is better; first and later are of its"
          + " first token and of the others; top-1 is the share of right first tokens; F1 and EM"
          + " (exact match) are of generated answers, as SQuAD counts them, higher is better.",
      "",
      "--context all sets all modes side by side, with the vectors of other documents (shuffled) as"
          + " a control, and says what share of the text's NLL reduction the plugin recovers."
    },
    footer = {
      "Example:",
      "  topiclora evaluate-qa news.model qa.jsonl --context all --no-generate"
    })
public final class EvaluateQaCommand implements Runnable {
  private static final String ALL = "all";

  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Parameters(
      index = "1",
      paramLabel = "QA",
      description = "JSON lines with question, answer or answers, and doc: an id (or docs: ids)")
  private Path qa = Path.of("");

  @Mixin private RetrievalOptions retrieval = new RetrievalOptions();

  @Option(
      names = "--documents-from",
      paramLabel = "gold|retrieved",
      description = "the documents that questions name, or those that a retriever finds (gold)")
  private DocumentsFrom documentsFrom = DocumentsFrom.GOLD;

  @Option(
      names = "--distractors",
      paramLabel = "N",
      description = "other documents that are added to the gold ones (${DEFAULT-VALUE})")
  private int distractors;

  @Option(
      names = "--context",
      paramLabel = "none|adapter|plugin|text-plain|text|both|all",
      description = "how the documents reach the model (${DEFAULT-VALUE})")
  private String context = "plugin";

  @Option(
      names = "--max-questions",
      paramLabel = "N",
      description = "questions at most, spread evenly over the file (all)")
  private int maxQuestions = Integer.MAX_VALUE;

  @Option(names = "--no-generate", description = "no generated answers: no F1 and EM, but quick")
  private boolean noGenerate;

  @Mixin private AnsweringOptions answering = new AnsweringOptions();

  @Mixin private ComputeMixin compute = new ComputeMixin();

  @Option(
      names = "--json",
      description = "print scores, one for each context, recovered, and recallAt of retrieval")
  private boolean json;

  public EvaluateQaCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    retrieval.requireSane();
    answering.requireSane();
    if (documentsFrom == DocumentsFrom.GOLD) {
      retrieval.requireNoConditions();
    }
    Numbers.requirePositive("--max-questions", maxQuestions);
    QaOptions options = options();
    QaResult measured;
    try (ProgressBar progress = shell.progress();
        TopicLora lora = compute.open(shell, progress);
        TopicLoraModel loaded = lora.load(model.folder())) {
      List<Question> questions = Questions.read(qa);
      measured = loaded.evaluateQa(questions, options);
    }
    if (json) {
      shell.out().println(Json.of(measured));
    } else {
      print(shell.out(), measured);
    }
  }

  private QaOptions options() {
    QaOptions options =
        context.equals(ALL) ? QaOptions.all() : QaOptions.defaults().withContexts(mode(context));
    return options
        .withDocumentsFrom(documentsFrom)
        .withDistractors(distractors)
        .withMaxQuestions(maxQuestions == Integer.MAX_VALUE ? 0 : maxQuestions)
        .withGenerate(!noGenerate)
        .withAsk(answering.options(retrieval));
  }

  private static ContextMode mode(String word) {
    return Arrays.stream(ContextMode.values())
        .filter(mode -> Words.of(mode).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--context is '%s'; there are %s and all"
                        .formatted(
                            word,
                            String.join(
                                ", ",
                                Arrays.stream(ContextMode.values()).map(Words::of).toList()))));
  }

  private static void print(PrintStream out, QaResult measured) {
    Columns columns =
        new Columns(
            "context", ">NLL", ">first", ">later", ">top-1", ">F1", ">EM", ">context tokens");
    for (QaScore score : measured.scores()) {
      columns.row(
          score.context(),
          Numbers.three(score.nll()),
          Numbers.three(score.firstTokenNll()),
          Numbers.three(score.laterTokensNll()),
          Numbers.two(score.firstTokenAccuracy()),
          Numbers.two(score.f1()),
          Numbers.two(score.exactMatch()),
          Units.count(Math.round(score.contextTokens())));
    }
    columns.print(out);
    QaScore any = measured.scores().getFirst();
    out.println();
    out.println(any.questions() + " questions, " + any.answerTokens() + " tokens of answers");
    if (any.recall() < 1) {
      out.println(Numbers.two(any.recall()) + " of the questions' own documents were found");
    }
    if (!Double.isNaN(measured.recovered())) {
      out.println(
          "recovered share: %s of the NLL reduction that the text gives, without context tokens"
              .formatted(Numbers.two(measured.recovered())));
    }
    printRecall(out, measured.recallAt());
  }

  private static void printRecall(PrintStream out, Map<String, Map<Integer, Double>> recallAt) {
    if (recallAt.isEmpty()) {
      return;
    }
    out.println();
    out.println("share of the questions' own documents among the first K (recall@K):");
    Columns columns = new Columns("retriever", ">1", ">3", ">5", ">10");
    recallAt.forEach(
        (retriever, found) ->
            columns.row(
                Stream.concat(Stream.of(retriever), found.values().stream().map(Numbers::two))
                    .toArray(String[]::new)));
    columns.print(out);
  }
}
