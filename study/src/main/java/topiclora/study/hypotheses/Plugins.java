package topiclora.study.hypotheses;

import static topiclora.study.result.Rule.difference;
import static topiclora.study.result.StudyTable.column;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import topiclora.core.LearningOptions;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.fit.Parameters;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.core.internal.model.TopicModel;
import topiclora.lm.internal.math.EvenSample;
import topiclora.plugins.ContextMode;
import topiclora.plugins.DocumentWeighting;
import topiclora.plugins.internal.answer.AnswerOptions;
import topiclora.plugins.internal.evaluate.AnswerScore;
import topiclora.plugins.internal.evaluate.GoldDocuments;
import topiclora.plugins.internal.evaluate.QaEvaluation;
import topiclora.plugins.internal.evaluate.QuestionContext;
import topiclora.plugins.internal.training.PluginFit;
import topiclora.study.context.CorpusPart;
import topiclora.study.context.Plan;
import topiclora.study.context.StudyContext;
import topiclora.study.context.StudyCorpus;
import topiclora.study.context.StudyFit;
import topiclora.study.context.StudyRun;
import topiclora.study.metrics.Deltas;
import topiclora.study.result.Evidence;
import topiclora.study.result.Metric;
import topiclora.study.result.Plot;
import topiclora.study.result.Rule;
import topiclora.study.result.StudyTable;

/** Vectors as plugins: answers without a token of context, and sums of several documents. */
final class Plugins implements Hypothesis {
  private static final String ANSWERS = "answers";
  private static final String SIZES = "sizes";
  private static final String SUMS = "sums";
  private static final String NATS = "NLL, nats per token";
  private static final String FIRST = "NLL of the first token";
  private static final String F1 = "F1";
  private static final String NONE = "question only, base model";
  private static final String SHARED = "question only, shared adapter";
  private static final String SHUFFLED = "shuffled vectors (control)";
  private static final String PLUGIN = "own vector (plugin)";
  private static final String TEXT_PLAIN = "text, base model";
  private static final String TEXT = "text, shared adapter";
  private static final String BOTH = "text and own vector";
  private static final String DIMENSIONS = "dimensions";
  private static final String RECOVERED = "recovered share";
  private static final String COSINE = "RMS cosine between documents";
  private static final String LOST = "NLL added by a second document";
  private static final double LEAST = 0.02; // nats per token
  private static final int MOST_QUESTIONS = 300;
  private static final int FEW_QUESTIONS = 24;
  private static final int[] TOGETHER = {1, 2, 4, 8, 16};
  private static final String ALL = "all";
  private static final String FULL = "scale 1";
  private static final String MEAN = "scale 1/K";

  @Override
  public int number() {
    return 7;
  }

  @Override
  public String text() {
    return "Are vectors knowledge plugins, and do they add up?";
  }

  @Override
  public String reference() {
    return "question only, with and without the shared adapter; shuffled vectors; the document's"
        + " text";
  }

  /** Plugins are fits of another kind; see {@link #run}. */
  @Override
  public List<StudyFit> fits(Plan plan, StudyCorpus corpus) {
    return List.of();
  }

  @Override
  public Evidence evidence(StudyContext context) {
    if (!context.corpus().hasQuestions()) {
      return new Evidence(
          List.of(),
          List.of(),
          List.of("Skipped: there are no questions on 12 documents or more; --qa names them."));
    }
    int widest =
        context.plan().pluginRanks().stream().mapToInt(Integer::intValue).max().orElseThrow();
    List<StudyTable> tables =
        List.of(answers(context, widest), sizes(context), sums(context, widest));
    return new Evidence(
        tables,
        List.of(
            Plot.Bars.of("NLL of gold answers, by context mode", tables.get(0), NATS),
            curves(tables.get(2), context)),
        List.of(
            "Questions are about documents that meta-training did not have; vectors are fitted to"
                + " their sentences and to no question.",
            "Recovered share: of the NLL reduction that the text gives, what the own vector gives,"
                + " from the question with the shared adapter only; of the two with text, the"
                + " better one."));
  }

  // Fits

  static StudyRun run(StudyContext context, int rank, long seed) {
    LearningOptions options = LearningOptions.plugins().toBuilder().rank(rank).seed(seed).build();
    TokenizedCorpus training = context.runs().catalogue(CorpusPart.TRAIN, options);
    StudyFit wanted = new StudyFit(CorpusPart.TEST, options);
    return context.used(
        context
            .runs()
            .made(
                "plugins meta-trained on " + training.corpusSummary().sha256(),
                wanted,
                work -> {
                  Parameters metaTrained =
                      PluginFit.metaTrain(
                          context.base(),
                          training,
                          context.corpus().questions(),
                          options,
                          work,
                          context.progress());
                  return TopicModel.foldedIn(
                      context.base(),
                      context.runs().catalogue(CorpusPart.TEST, options),
                      options,
                      metaTrained,
                      List.of(),
                      context.progress());
                }));
  }

  // Answers

  private static StudyTable answers(StudyContext context, int rank) {
    var table =
        StudyTable.of(
            ANSWERS,
            "gold answers, "
                + rank
                + " dimensions in each module; NLL: lower is better, F1: higher",
            "context mode",
            column(NATS, 3),
            column(FIRST, 3),
            column(F1, 3));
    Map<String, ContextMode> modes = new LinkedHashMap<>();
    modes.put(NONE, ContextMode.NONE);
    modes.put(SHARED, ContextMode.ADAPTER);
    modes.put(PLUGIN, ContextMode.PLUGIN);
    modes.put(TEXT_PLAIN, ContextMode.TEXT_PLAIN);
    modes.put(TEXT, ContextMode.TEXT);
    modes.put(BOTH, ContextMode.BOTH);
    int measured =
        context.plan().quick() ? 2 : 3; // then no answer is generated, and there is no F1
    modes.forEach(
        (name, mode) ->
            table.row(
                name,
                context.metrics(s -> Arrays.copyOf(score(context, rank, s, mode), measured))));
    return table.row(SHUFFLED, context.overSeeds(s -> shuffled(context, rank, s))).build();
  }

  private static double[] score(StudyContext context, int rank, long seed, ContextMode mode) {
    StudyRun run = run(context, rank, seed);
    return context.measure(
        run,
        "answers with " + mode,
        () -> {
          List<QuestionContext> asked = asked(context, run, 0);
          AnswerScore score =
              evaluation(context, run, DocumentWeighting.DECAY, 1)
                  .score(asked, mode, !context.plan().quick());
          return new double[] {score.nll(), score.firstTokenNll(), score.f1()};
        });
  }

  private static double shuffled(StudyContext context, int rank, long seed) {
    StudyRun run = run(context, rank, seed);
    return context
        .measure(
            run,
            "answers with shuffled vectors",
            () -> {
              GoldDocuments gold = gold(context, run);
              List<QuestionContext> shuffled =
                  asked(context, run, 0).stream().map(gold::shuffled).toList();
              return new double[] {
                evaluation(context, run, DocumentWeighting.DECAY, 1)
                    .score(shuffled, ContextMode.PLUGIN, false)
                    .nll()
              };
            })[0];
  }

  /** With {@code others} documents besides the one asked about. */
  private static double together(
      StudyContext context,
      int rank,
      long seed,
      int others,
      DocumentWeighting weighting,
      double scale) {
    StudyRun run = run(context, rank, seed);
    return context
        .measure(
            run,
            "answers with %d others, %s %s".formatted(others, weighting, scale),
            () ->
                new double[] {
                  evaluation(context, run, weighting, scale)
                      .score(asked(context, run, others), ContextMode.PLUGIN, false)
                      .nll()
                })[0];
  }

  private static QaEvaluation evaluation(
      StudyContext context, StudyRun run, DocumentWeighting weighting, double scale) {
    return new QaEvaluation(
        context.base(),
        run.model(),
        AnswerOptions.defaults().withWeighting(weighting).withScale(scale),
        context.progress());
  }

  private static GoldDocuments gold(StudyContext context, StudyRun run) {
    return new GoldDocuments(context.documents(CorpusPart.TEST, run.options()));
  }

  private static List<QuestionContext> asked(StudyContext context, StudyRun run, int others) {
    GoldDocuments gold = gold(context, run);
    List<QuestionContext> all =
        context.corpus().questions().stream()
            .map(question -> gold.of(question, others))
            .flatMap(Optional::stream)
            .toList();
    int count = context.plan().quick() ? FEW_QUESTIONS : MOST_QUESTIONS;
    return EvenSample.of(all, count);
  }

  // Dimensions

  private static StudyTable sizes(StudyContext context) {
    var table =
        StudyTable.of(
            SIZES,
            "by dimensions of a document's vector",
            "rank",
            column(DIMENSIONS, 0),
            column(NATS, 3),
            column(RECOVERED, 2),
            column(COSINE, 3),
            column(LOST, 2));
    for (int rank : context.plan().pluginRanks()) {
      table.row(
          rank + " in each module",
          context.overSeeds(s -> run(context, rank, s).dimensions()),
          context.overSeeds(s -> score(context, rank, s, ContextMode.PLUGIN)[0]),
          context.overSeeds(s -> recovered(context, rank, s)),
          context.overSeeds(s -> cosine(run(context, rank, s))),
          context.overSeeds(
              s ->
                  together(context, rank, s, 1, DocumentWeighting.ONES, 1)
                      - together(context, rank, s, 0, DocumentWeighting.ONES, 1)));
    }
    return table.build();
  }

  private static double recovered(StudyContext context, int rank, long seed) {
    double zero = score(context, rank, seed, ContextMode.ADAPTER)[0];
    double text =
        Math.min(
            score(context, rank, seed, ContextMode.TEXT)[0],
            score(context, rank, seed, ContextMode.TEXT_PLAIN)[0]);
    return share(zero - score(context, rank, seed, ContextMode.PLUGIN)[0], zero - text);
  }

  private static double cosine(StudyRun run) {
    Adapter adapter = run.model().parameters().adapter();
    return Deltas.rootMeanSquareCosine(Deltas.products(adapter, run.x()));
  }

  // Sums

  private static StudyTable sums(StudyContext context, int rank) {
    double[] scales = context.plan().quick() ? new double[] {1} : new double[] {1, 0.7, 0.5};
    List<StudyTable.Column> columns = new ArrayList<>();
    for (double scale : scales) {
      columns.add(column(named(scale), 2));
    }
    columns.add(column(MEAN, 2));
    var table =
        StudyTable.of(
            SUMS,
            "share of the own vector's NLL reduction that is left when the vectors of K - 1 other"
                + " documents are added",
            "K",
            columns.toArray(StudyTable.Column[]::new));
    for (int k : counts(context)) {
      List<Metric> metrics = new ArrayList<>();
      for (double scale : scales) {
        metrics.add(
            context.overSeeds(s -> left(context, rank, s, k, DocumentWeighting.ONES, scale)));
      }
      metrics.add(context.overSeeds(s -> left(context, rank, s, k, DocumentWeighting.MEAN, 1)));
      table.row(
          k == testDocuments(context) ? ALL : Integer.toString(k), metrics.toArray(Metric[]::new));
    }
    return table.build();
  }

  private static String named(double scale) {
    return scale == 1 ? FULL : String.format(Locale.ROOT, "scale %.1f", scale);
  }

  private static int testDocuments(StudyContext context) {
    return context.corpus().part(CorpusPart.TEST, 1).size();
  }

  private static int[] counts(StudyContext context) {
    int all = testDocuments(context);
    int[] below = Arrays.stream(TOGETHER).filter(k -> k < all).toArray();
    int[] counts = Arrays.copyOf(below, below.length + 1);
    counts[below.length] = all;
    return counts;
  }

  private static double left(
      StudyContext context, int rank, long seed, int k, DocumentWeighting weighting, double scale) {
    double zero = score(context, rank, seed, ContextMode.ADAPTER)[0];
    double one = together(context, rank, seed, 0, DocumentWeighting.ONES, 1);
    return share(zero - together(context, rank, seed, k - 1, weighting, scale), zero - one);
  }

  /** Of a reduction next to nothing there is no share. */
  private static double share(double part, double whole) {
    return whole < LEAST ? Double.NaN : part / whole;
  }

  private static Plot curves(StudyTable sums, StudyContext context) {
    List<Plot.Line> lines = new ArrayList<>();
    for (StudyTable.Column column : sums.columns()) {
      List<Plot.Point> points = new ArrayList<>();
      for (StudyTable.Row row : sums.rows()) {
        double k = row.name().equals(ALL) ? testDocuments(context) : Integer.parseInt(row.name());
        points.add(new Plot.Point(k, sums.at(row.name(), column.name())));
      }
      lines.add(new Plot.Line(column.name(), points));
    }
    return new Plot.Curves(
        "NLL reduction left when K documents are summed",
        "K documents",
        "share left",
        true,
        false,
        lines);
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule(
            "A document's vector answers questions about it better than none",
            "NLL without it minus NLL with it",
            difference(ANSWERS, SHARED, PLUGIN, NATS),
            new Rule.Positive(0.05)),
        new Rule(
            "The vector recovers half of the text's NLL reduction without a token of context",
            "recovered share at the most dimensions",
            Plugins::widest,
            new Rule.AtLeast(0.5, 0.25)),
        new Rule(
            "The vector adds to the text",
            "NLL with text minus NLL with text and vector",
            difference(ANSWERS, TEXT, BOTH, NATS),
            new Rule.Positive(0.05)),
        new Rule(
            "Another document's vector does no harm",
            "NLL with shuffled vectors minus NLL with none",
            difference(ANSWERS, SHUFFLED, SHARED, NATS),
            new Rule.AtMost(0.15, 0.5)),
        new Rule(
            "Four documents' vectors can be summed",
            "share of one document's NLL reduction that is left, scale 1",
            e -> e.at(SUMS, "4", FULL),
            new Rule.AtLeast(0.6, 0.2)),
        new Rule(
            "All documents' vectors can be summed",
            "share of one document's NLL reduction that is left, scale 1",
            e -> e.at(SUMS, ALL, FULL),
            new Rule.AtLeast(0.6, 0.2)));
  }

  private static Metric widest(Evidence evidence) {
    return evidence.tables().stream()
        .filter(t -> t.name().equals(SIZES))
        .map(t -> t.at(t.rows().getLast().name(), RECOVERED))
        .findFirst()
        .orElse(Metric.NONE);
  }
}
