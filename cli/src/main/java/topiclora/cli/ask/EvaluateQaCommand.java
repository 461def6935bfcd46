package topiclora.cli.ask;

import static java.util.stream.Collectors.toSet;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
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
import topiclora.cli.Library;
import topiclora.cli.Scored;
import topiclora.cli.console.Columns;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Shell;
import topiclora.cli.option.AnsweringOptions;
import topiclora.cli.option.ModelParameter;
import topiclora.cli.option.RetrievalOptions;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Question;
import topiclora.lm.TopicLoraException.BadCorpus;
import topiclora.lm.internal.math.EvenSample;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.ContextMode;
import topiclora.plugins.Questions;
import topiclora.plugins.internal.answer.AnswerOptions;
import topiclora.plugins.internal.answer.PluginSum.Weighting;
import topiclora.plugins.internal.evaluate.GoldDocuments;
import topiclora.plugins.internal.evaluate.QaEvaluation;
import topiclora.plugins.internal.evaluate.QuestionContext;
import topiclora.plugins.internal.retrieve.Recall;
import topiclora.plugins.internal.retrieve.Retriever;
import topiclora.plugins.internal.retrieve.SearchHit;
import topiclora.plugins.internal.retrieve.TextIndex;

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
  private static final String OTHER = "other";

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
  private Source docs = Source.GOLD;

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

  /** Where a question's documents come from. */
  enum Source {
    GOLD,
    RETRIEVED
  }

  EvaluateQaCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    retrieval.requireSane();
    answering.requireSane();
    if (docs == Source.GOLD) {
      retrieval.requireNoConditions();
    }
    Numbers.requirePositive("--limit", limit);
    List<ContextMode> all = knowledge();
    TopicModel loaded = model.load();
    GoldDocuments gold = new GoldDocuments(new Library(model.folder(), loaded).documents(all));
    List<Scored> scores = new ArrayList<>();
    SequencedMap<String, Recall> recall = new LinkedHashMap<>();
    try (ProgressBar progress = shell.progress();
        BaseOnDemand onDemand = new BaseOnDemand(() -> base.open(shell, progress))) {
      List<Question> questions = EvenSample.of(Questions.read(qa), limit);
      List<QuestionContext> asked =
          docs == Source.GOLD
              ? gold(questions, gold)
              : retrieved(questions, loaded, onDemand, recall);
      requireAsked(asked, questions);
      BaseModel opened = onDemand.get();
      progress.close();
      AnswerOptions options = answering.options(weighting());
      asked = weighed(asked, options);
      var examination = new QaEvaluation(opened, loaded, options, progress);
      for (ContextMode one : all) {
        scores.add(Scored.of(word(one), examination.score(asked, one, !silent)));
      }
      if (with.equals(ALL)) {
        List<QuestionContext> others =
            weighed(asked.stream().map(gold::shuffled).toList(), options);
        scores.add(Scored.of(OTHER, examination.score(others, ContextMode.PLUGIN, !silent)));
      }
    }
    if (json) {
      Object result = with.equals(ALL) ? Compared.of(scores) : scores.getFirst();
      shell.out().println(Json.of(Examined.of(result, recall)));
    } else {
      print(shell.out(), scores);
      printRecall(shell.out(), recall);
    }
  }

  /** Documents that a question names count by what they know of it: it may need all of them. */
  private Weighting weighting() {
    return docs == Source.GOLD && TextIndex.existsIn(model.folder())
        ? Weighting.COVERAGE
        : retrieval.weighting(docs == Source.RETRIEVED);
  }

  private List<ContextMode> knowledge() {
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

  private List<QuestionContext> gold(List<Question> questions, GoldDocuments gold) {
    return questions.stream()
        .map(question -> gold.of(question, distractors))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Documents that were not searched for have no scores of their own. */
  private List<QuestionContext> weighed(List<QuestionContext> asked, AnswerOptions options) {
    if (docs == Source.RETRIEVED || !options.sum().weighting().dependsOnQuery()) {
      return asked;
    }
    try (TextIndex texts = TextIndex.open(model.folder())) {
      return asked.stream()
          .map(
              one ->
                  new QuestionContext(
                      one.question(),
                      texts.scored(
                          one.question().question(),
                          one.hits().stream().map(SearchHit::document).toList())))
          .toList();
    }
  }

  private List<QuestionContext> retrieved(
      List<Question> questions,
      TopicModel loaded,
      BaseOnDemand opened,
      Map<String, Recall> recall) {
    Set<String> ids = loaded.documents().stream().map(DocumentVector::id).collect(toSet());
    List<Question> known =
        questions.stream().filter(q -> q.docs().stream().anyMatch(ids::contains)).toList();
    try (TextIndex texts = TextIndex.open(model.folder())) {
      recall.putAll(retrieval.recall(known, texts, loaded, opened));
      Retriever retriever = retrieval.retriever(texts, loaded, opened);
      return questions.stream()
          .map(q -> new QuestionContext(q, retriever.find(q.question(), retrieval.k())))
          .toList();
    }
  }

  private void requireAsked(List<QuestionContext> asked, List<Question> questions) {
    if (asked.isEmpty()) {
      throw new BadCorpus("no question of " + qa + " names a document of the model");
    }
    if (asked.size() < questions.size()) {
      int missing = questions.size() - asked.size();
      shell.err().println("left out: " + missing + " questions on no document of the model");
    }
  }

  static String word(ContextMode knowledge) {
    return knowledge.name().toLowerCase(Locale.ROOT);
  }

  private void print(PrintStream out, List<Scored> scores) {
    Scored.print(out, scores);
    if (with.equals(ALL)) {
      out.println(
          "fair share: %s of what text gains over the shared part, with no token of context"
              .formatted(Numbers.two(Compared.of(scores).recovered())));
    }
  }

  private static void printRecall(PrintStream out, Map<String, Recall> recall) {
    if (recall.isEmpty()) {
      return;
    }
    out.println();
    out.println("share of the questions' own documents among the first:");
    Columns columns = new Columns("found by", ">1", ">3", ">5", ">10");
    recall.forEach(
        (by, found) ->
            columns.row(
                Stream.concat(Stream.of(by), found.atK().values().stream().map(Numbers::two))
                    .toArray(String[]::new)));
    columns.print(out);
  }
}
