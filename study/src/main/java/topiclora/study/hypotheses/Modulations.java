package topiclora.study.hypotheses;

import static topiclora.study.hypotheses.FitTable.DIMENSIONS;
import static topiclora.study.hypotheses.FitTable.OWN_NLL;
import static topiclora.study.result.Rule.difference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.LongFunction;
import topiclora.core.LearningOptions;
import topiclora.core.Sharing;
import topiclora.core.VectorShape;
import topiclora.core.internal.adapter.Form;
import topiclora.lm.LinearKind;
import topiclora.study.baselines.DocumentLoras;
import topiclora.study.context.CorpusPart;
import topiclora.study.context.Plan;
import topiclora.study.context.StudyContext;
import topiclora.study.context.StudyCorpus;
import topiclora.study.context.StudyFit;
import topiclora.study.context.StudyRun;
import topiclora.study.result.Evidence;
import topiclora.study.result.Plot;
import topiclora.study.result.Rule;
import topiclora.study.result.StudyTable;

/** Down or up, learned weights a module, column or rank, shared or free, few numbers or many. */
final class Modulations implements Hypothesis {
  private static final String FORMS = "forms";
  private static final String DOWN = "down";
  private static final String UP = "up";
  private static final String WEIGHTED = "down, learned weight a module";
  private static final String MODULE = "down, free x a module";
  private static final String COLUMN = "down, x by column";
  private static final String LEARNED = "down, A learned";
  private static final int WHOLE_RANK = 2;
  private static final double WHOLE_RATE = 0.002; // of Adam, as in bench forms
  private static final String WHOLE = "a LoRA of rank 2 for each document, x = 0 being the base";

  @Override
  public int number() {
    return 3;
  }

  @Override
  public String text() {
    return "Down or up? A weight for each module? By column or by rank? How many numbers?";
  }

  @Override
  public String reference() {
    return "the default: down, one x for all modules, by rank, A fixed";
  }

  @Override
  public List<StudyFit> fits(Plan plan, StudyCorpus subject) {
    return plan.fits(CorpusPart.ALL, rows(plan).values().stream().map(Variant::options).toList());
  }

  /**
   * A way of having x.
   *
   * @param line of the picture that it belongs to
   */
  private record Variant(String line, LongFunction<LearningOptions.Builder> options) {}

  private static SequencedMap<String, Variant> rows(Plan plan) {
    SequencedMap<String, Variant> rows = new LinkedHashMap<>();
    rows.put(DOWN, new Variant(DOWN, plan::options));
    rows.put(UP, new Variant(UP, seed -> plan.form(seed, Form.Kind.UP)));
    rows.put(WEIGHTED, new Variant("", seed -> plan.options(seed).sharing(Sharing.WEIGHTED)));
    rows.put(LEARNED, new Variant("", plan::trainA));
    rows.put(MODULE, new Variant(MODULE, seed -> plan.options(seed).sharing(Sharing.MODULE)));
    rows.put(COLUMN, new Variant(COLUMN, seed -> byColumn(plan, seed)));
    for (int rank : plan.dimensionCurve()) {
      if (rank != plan.dimensions()) {
        rows.put(DOWN + ", r " + rank, new Variant(DOWN, seed -> plan.options(seed).rank(rank)));
        if (!plan.quick()) {
          rows.put(
              UP + ", r " + rank,
              new Variant(UP, seed -> plan.form(seed, Form.Kind.UP).rank(rank)));
        }
      }
    }
    if (!plan.quick()) {
      many(plan, rows);
    }
    return rows;
  }

  /** Thousands of numbers a document. */
  private static void many(Plan plan, Map<String, Variant> rows) {
    int widest =
        plan.dimensionCurve().stream().mapToInt(Integer::intValue).max().orElse(plan.dimensions());
    rows.put(
        MODULE + ", r " + widest,
        new Variant(MODULE, seed -> plan.options(seed).sharing(Sharing.MODULE).rank(widest)));
    rows.put(
        MODULE + " of every kind, r " + widest,
        new Variant(
            MODULE,
            seed ->
                plan.options(seed)
                    .sharing(Sharing.MODULE)
                    .targetModules(List.of(LinearKind.values()))
                    .rank(widest)));
    rows.put(
        COLUMN + ", free a module",
        new Variant(COLUMN, seed -> byColumn(plan, seed).sharing(Sharing.MODULE)));
  }

  private static LearningOptions.Builder byColumn(Plan plan, long seed) {
    return plan.options(seed).modulation(new Form(Form.Kind.DOWN, VectorShape.COLUMN, false));
  }

  @Override
  public Evidence evidence(StudyContext lab) {
    var table = FitTable.of(FORMS, "form");
    SequencedMap<String, Variant> rows = rows(lab.plan());
    rows.forEach((name, way) -> table.row(name, FitTable.row(lab, way.options)));
    if (!lab.plan().quick()) {
      table.row(WHOLE, lab.metrics(seed -> loras(lab, lab.fit(lab.plan().options(seed)))));
    }
    StudyTable built = table.build();
    return new Evidence(
        List.of(built),
        List.of(picture(built, rows), Plot.Bars.of("Forms: nats with the own x", built, OWN_NLL)),
        List.of());
  }

  /** What parametric RAG does (arXiv 2501.15915): each document has all of a small LoRA. */
  private static double[] loras(StudyContext lab, StudyRun run) {
    double[] noted =
        lab.measure(
            run,
            "document LoRAs",
            () -> {
              LearningOptions options = run.options().toBuilder().rank(WHOLE_RANK).build();
              DocumentLoras all =
                  DocumentLoras.of(lab.base(), run.windows(), options, WHOLE_RATE, lab.progress());
              double[] nats = StudyRun.nlls(all.heldOut());
              return new double[] {nats[0], nats[1], nats[2], all.dimensions(), nats[1] - nats[0]};
            });
    return new double[] {noted[3], noted[1], noted[0], noted[4], noted[2]};
  }

  private static Plot picture(StudyTable table, SequencedMap<String, Variant> rows) {
    SequencedMap<String, List<Plot.Point>> lines = new LinkedHashMap<>();
    rows.forEach(
        (name, way) -> {
          if (!way.line.isEmpty()) {
            lines
                .computeIfAbsent(way.line, line -> new ArrayList<>())
                .add(new Plot.Point(table.at(name, DIMENSIONS).mean(), table.at(name, OWN_NLL)));
          }
        });
    List<Plot.Line> drawn = new ArrayList<>();
    lines.forEach(
        (name, points) -> {
          points.sort(Comparator.comparingDouble(Plot.Point::x));
          drawn.add(new Plot.Line(name, points));
        });
    return new Plot.Curves(
        "How much more numbers are worth", DIMENSIONS, "nats per token, own x", true, false, drawn);
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule(
            "Flipping it, a modulated up matrix, makes no difference",
            "nats of up minus nats of down",
            difference(FORMS, UP, DOWN, OWN_NLL),
            new Rule.Nothing(Completion.LEAST)),
        new Rule(
            "A learned weight for each module helps",
            "nats without it minus nats with it",
            difference(FORMS, DOWN, WEIGHTED, OWN_NLL),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "An x of its own for each module helps",
            "nats of one x for all minus nats of one for each",
            difference(FORMS, DOWN, MODULE, OWN_NLL),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "x by column is worth more than the few numbers by rank",
            "nats by rank minus nats by column",
            difference(FORMS, DOWN, COLUMN, OWN_NLL),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "A fixed random A does as well as a learned one",
            "nats with A fixed minus nats with A learned",
            difference(FORMS, DOWN, LEARNED, OWN_NLL),
            new Rule.Nothing(Completion.LEAST)));
  }
}
