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
import topiclora.plugins.ContextMode;
import topiclora.plugins.internal.answer.AnswerOptions;
import topiclora.plugins.internal.answer.PluginSum;
import topiclora.plugins.internal.answer.PluginSum.Weighting;
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

/** Vectors as knowledge: answers without a token of context, and sums of several documents. */
public final class Plugins implements Hypothesis {
  private static final String WITH = "knowledge";
  private static final String SIZES = "sizes";
  private static final String SUMS = "sums";
  private static final String NATS = "nats per token";
  private static final String FIRST = "of the first token";
  private static final String F1 = "F1";
  private static final String NONE = "nothing, the base as it is";
  private static final String ZERO = "x = 0, the shared part alone";
  private static final String OTHER = "another document's vector";
  private static final String PLUGIN = "the document's vector";
  private static final String RAG = "its text, the base as it is";
  private static final String TEXT = "its text, with the shared part";
  private static final String BOTH = "its text and its vector";
  private static final String NUMBERS = "numbers a document";
  private static final String SHARE = "fair share of what text gains";
  private static final String COSINE = "RMS cosine between documents";
  private static final String LOST = "lost to a second document";
  private static final double LEAST = 0.02; // nats per token
  private static final int MOST_QUESTIONS = 300;
  private static final int FEW_QUESTIONS = 24;
  private static final int[] TOGETHER = {1, 2, 4, 8, 16};
  private static final String ALL = "all";
  private static final String FULL = "gain 1";
  private static final String MEAN = "gain 1/K";

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
    return "nothing, the shared part alone, another document's vector, the document's text";
  }

  /** Plugins are fits of another kind; see {@link #run}. */
  @Override
  public List<StudyFit> fits(Plan plan, StudyCorpus subject) {
    return List.of();
  }

  @Override
  public Evidence evidence(StudyContext lab) {
    if (!lab.corpus().hasQuestions()) {
      return new Evidence(
          List.of(),
          List.of(),
          List.of("Skipped: there are no questions on 12 documents or more; --qa names them."));
    }
    int widest = lab.plan().pluginRanks().stream().mapToInt(Integer::intValue).max().orElseThrow();
    List<StudyTable> tables = List.of(knowledge(lab, widest), sizes(lab), sums(lab, widest));
    return new Evidence(
        tables,
        List.of(
            Plot.Bars.of("Right answers, by what the model is told", tables.get(0), NATS),
            curves(tables.get(2), lab)),
        List.of(
            "Questions are about documents that the shared part was not learned from; the vector"
                + " has seen their sentences and no question.",
            "Fair share: (zero - plugin) / (zero - text), text the better of the two."));
  }

  // Fits

  static StudyRun run(StudyContext lab, int rank, long seed) {
    LearningOptions options = LearningOptions.plugins().rank(rank).seed(seed).build();
    TokenizedCorpus teachers = lab.runs().catalogue(CorpusPart.TRAIN, options);
    StudyFit wanted = new StudyFit(CorpusPart.TEST, options);
    return lab.used(
        lab.runs()
            .made(
                "plugins taught by " + teachers.readSummary().sha256(),
                wanted,
                work -> {
                  Parameters learned =
                      PluginFit.metaTrain(
                          lab.base(),
                          teachers,
                          lab.corpus().questions(),
                          options,
                          work,
                          lab.progress());
                  return TopicModel.foldedIn(
                      lab.base(),
                      lab.runs().catalogue(CorpusPart.TEST, options),
                      options,
                      learned,
                      List.of(),
                      lab.progress());
                }));
  }

  // Answers

  private static StudyTable knowledge(StudyContext lab, int rank) {
    var table =
        StudyTable.of(
            WITH,
            "right answers, " + rank + " numbers in each module",
            "told",
            column(NATS, 3),
            column(FIRST, 3),
            column(F1, 3));
    Map<String, ContextMode> ways = new LinkedHashMap<>();
    ways.put(NONE, ContextMode.NONE);
    ways.put(ZERO, ContextMode.ADAPTER);
    ways.put(PLUGIN, ContextMode.PLUGIN);
    ways.put(RAG, ContextMode.TEXT_PLAIN);
    ways.put(TEXT, ContextMode.TEXT);
    ways.put(BOTH, ContextMode.BOTH);
    int measured = lab.plan().quick() ? 2 : 3; // then no answer is written, and there is no F1
    ways.forEach(
        (name, knowledge) ->
            table.row(
                name, lab.metrics(s -> Arrays.copyOf(score(lab, rank, s, knowledge), measured))));
    return table.row(OTHER, lab.overSeeds(s -> other(lab, rank, s))).build();
  }

  private static double[] score(StudyContext lab, int rank, long seed, ContextMode knowledge) {
    StudyRun run = run(lab, rank, seed);
    return lab.measure(
        run,
        "answers with " + knowledge,
        () -> {
          List<QuestionContext> asked = asked(lab, run, 0);
          AnswerScore score =
              examination(lab, run, PluginSum.defaults())
                  .score(asked, knowledge, !lab.plan().quick());
          return new double[] {score.nll(), score.firstTokenNll(), score.f1()};
        });
  }

  private static double other(StudyContext lab, int rank, long seed) {
    StudyRun run = run(lab, rank, seed);
    return lab.measure(
            run,
            "answers with another's",
            () -> {
              GoldDocuments gold = gold(lab, run);
              List<QuestionContext> others =
                  asked(lab, run, 0).stream().map(gold::shuffled).toList();
              return new double[] {
                examination(lab, run, PluginSum.defaults())
                    .score(others, ContextMode.PLUGIN, false)
                    .nll()
              };
            })[0];
  }

  /** With {@code others} documents besides the one asked about. */
  private static double together(
      StudyContext lab, int rank, long seed, int others, Weighting weighting, double gain) {
    StudyRun run = run(lab, rank, seed);
    return lab.measure(
            run,
            "answers with %d others, %s %s".formatted(others, weighting, gain),
            () ->
                new double[] {
                  examination(lab, run, new PluginSum(weighting, gain))
                      .score(asked(lab, run, others), ContextMode.PLUGIN, false)
                      .nll()
                })[0];
  }

  private static QaEvaluation examination(StudyContext lab, StudyRun run, PluginSum sum) {
    return new QaEvaluation(
        lab.base(), run.model(), AnswerOptions.defaults().withSum(sum), lab.progress());
  }

  private static GoldDocuments gold(StudyContext lab, StudyRun run) {
    return new GoldDocuments(lab.documents(CorpusPart.TEST, run.options()));
  }

  private static List<QuestionContext> asked(StudyContext lab, StudyRun run, int others) {
    GoldDocuments gold = gold(lab, run);
    List<QuestionContext> all =
        lab.corpus().questions().stream()
            .map(question -> gold.of(question, others))
            .flatMap(Optional::stream)
            .toList();
    int count = Math.min(all.size(), lab.plan().quick() ? FEW_QUESTIONS : MOST_QUESTIONS);
    List<QuestionContext> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(all.get((int) ((long) i * all.size() / count)));
    }
    return some;
  }

  // Numbers a document

  private static StudyTable sizes(StudyContext lab) {
    var table =
        StudyTable.of(
            SIZES,
            "by the numbers that a document has",
            "x",
            column(NUMBERS, 0),
            column(NATS, 3),
            column(SHARE, 2),
            column(COSINE, 3),
            column(LOST, 2));
    for (int rank : lab.plan().pluginRanks()) {
      table.row(
          rank + " a module",
          lab.overSeeds(s -> run(lab, rank, s).dimensions()),
          lab.overSeeds(s -> score(lab, rank, s, ContextMode.PLUGIN)[0]),
          lab.overSeeds(s -> fairShare(lab, rank, s)),
          lab.overSeeds(s -> cosine(run(lab, rank, s))),
          lab.overSeeds(
              s ->
                  together(lab, rank, s, 1, Weighting.ONES, 1)
                      - together(lab, rank, s, 0, Weighting.ONES, 1)));
    }
    return table.build();
  }

  private static double fairShare(StudyContext lab, int rank, long seed) {
    double zero = score(lab, rank, seed, ContextMode.ADAPTER)[0];
    double text =
        Math.min(
            score(lab, rank, seed, ContextMode.TEXT)[0],
            score(lab, rank, seed, ContextMode.TEXT_PLAIN)[0]);
    return share(zero - score(lab, rank, seed, ContextMode.PLUGIN)[0], zero - text);
  }

  private static double cosine(StudyRun run) {
    Adapter adapter = run.model().parameters().adapter();
    return Deltas.rootMeanSquareCosine(Deltas.products(adapter, run.x()));
  }

  // Sums

  private static StudyTable sums(StudyContext lab, int rank) {
    double[] gains = lab.plan().quick() ? new double[] {1} : new double[] {1, 0.7, 0.5};
    List<StudyTable.Column> columns = new ArrayList<>();
    for (double gain : gains) {
      columns.add(column(named(gain), 2));
    }
    columns.add(column(MEAN, 2));
    var table =
        StudyTable.of(
            SUMS,
            "share of what the document's own vector gains over x = 0 that is left, with K - 1"
                + " others added",
            "K",
            columns.toArray(StudyTable.Column[]::new));
    for (int k : counts(lab)) {
      List<Metric> figures = new ArrayList<>();
      for (double gain : gains) {
        figures.add(lab.overSeeds(s -> kept(lab, rank, s, k, Weighting.ONES, gain)));
      }
      figures.add(lab.overSeeds(s -> kept(lab, rank, s, k, Weighting.MEAN, 1)));
      table.row(k == pupils(lab) ? ALL : Integer.toString(k), figures.toArray(Metric[]::new));
    }
    return table.build();
  }

  private static String named(double gain) {
    return gain == 1 ? FULL : String.format(Locale.ROOT, "gain %.1f", gain);
  }

  private static int pupils(StudyContext lab) {
    return lab.corpus().part(CorpusPart.TEST, 1).size();
  }

  private static int[] counts(StudyContext lab) {
    int all = pupils(lab);
    int[] below = Arrays.stream(TOGETHER).filter(k -> k < all).toArray();
    int[] counts = Arrays.copyOf(below, below.length + 1);
    counts[below.length] = all;
    return counts;
  }

  private static double kept(
      StudyContext lab, int rank, long seed, int k, Weighting weighting, double gain) {
    double zero = score(lab, rank, seed, ContextMode.ADAPTER)[0];
    double one = together(lab, rank, seed, 0, Weighting.ONES, 1);
    return share(zero - together(lab, rank, seed, k - 1, weighting, gain), zero - one);
  }

  /** Of next to nothing there is no share. */
  private static double share(double part, double whole) {
    return whole < LEAST ? Double.NaN : part / whole;
  }

  private static Plot curves(StudyTable sums, StudyContext lab) {
    List<Plot.Line> lines = new ArrayList<>();
    for (StudyTable.Column column : sums.columns()) {
      List<Plot.Point> points = new ArrayList<>();
      for (StudyTable.Row row : sums.rows()) {
        double k = row.name().equals(ALL) ? pupils(lab) : Integer.parseInt(row.name());
        points.add(new Plot.Point(k, sums.at(row.name(), column.name())));
      }
      lines.add(new Plot.Line(column.name(), points));
    }
    return new Plot.Curves(
        "What is left of a document's gain among others",
        "K documents",
        "share kept",
        true,
        false,
        lines);
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule(
            "A document's vector answers questions on it better than none",
            "nats without it minus nats with it",
            difference(WITH, ZERO, PLUGIN, NATS),
            new Rule.Positive(0.05)),
        new Rule(
            "Half of what the text gains is kept without a token of context",
            "fair share at the most numbers",
            Plugins::widest,
            new Rule.AtLeast(0.5, 0.25)),
        new Rule(
            "The vector adds to the text",
            "nats with text minus nats with text and vector",
            difference(WITH, TEXT, BOTH, NATS),
            new Rule.Positive(0.05)),
        new Rule(
            "Another document's vector does no harm",
            "nats with another's minus nats with none",
            difference(WITH, OTHER, ZERO, NATS),
            new Rule.AtMost(0.15, 0.5)),
        new Rule(
            "Four documents' vectors can be summed",
            "share kept of one's gain, gain 1",
            e -> e.at(SUMS, "4", FULL),
            new Rule.AtLeast(0.6, 0.2)),
        new Rule(
            "All documents' vectors can be summed",
            "share kept of one's gain, gain 1",
            e -> e.at(SUMS, ALL, FULL),
            new Rule.AtLeast(0.6, 0.2)));
  }

  private static Metric widest(Evidence evidence) {
    return evidence.tables().stream()
        .filter(t -> t.name().equals(SIZES))
        .map(t -> t.at(t.rows().getLast().name(), SHARE))
        .findFirst()
        .orElse(Metric.NONE);
  }
}
