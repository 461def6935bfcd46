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
import topiclora.core.Modulate;
import topiclora.core.ModulationForm;
import topiclora.core.Sharing;
import topiclora.core.VectorShape;
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

/**
 * Down or up, learned weights for modules, by column or rank, shared or free, few dimensions or
 * many.
 */
final class Modulations implements Hypothesis {
  private static final String MODULATIONS = "modulations";
  private static final String DOWN = "down";
  private static final String UP = "up";
  private static final String WEIGHTED = "down, learned weight for each module";
  private static final String MODULE = "down, a vector for each module";
  private static final String COLUMN = "down, vector by column";
  private static final String TRAINED = "down, A trained";
  private static final int WHOLE_RANK = 2;
  private static final double WHOLE_RATE = 0.002; // of Adam, as in bench modulations
  private static final String WHOLE = "a LoRA of rank 2 for each document";

  @Override
  public int number() {
    return 3;
  }

  @Override
  public String text() {
    return "Down or up? A weight for each module? By column or by rank? How many dimensions?";
  }

  @Override
  public String reference() {
    return "the default: down, one vector for all modules, by rank, A fixed";
  }

  @Override
  public List<StudyFit> fits(Plan plan, StudyCorpus corpus) {
    return plan.fits(CorpusPart.ALL, rows(plan).values().stream().map(Variant::options).toList());
  }

  /**
   * A variant of the vectors.
   *
   * @param line of the plot that it belongs to
   */
  private record Variant(String line, LongFunction<LearningOptions.Builder> options) {}

  private static SequencedMap<String, Variant> rows(Plan plan) {
    SequencedMap<String, Variant> rows = new LinkedHashMap<>();
    rows.put(DOWN, new Variant(DOWN, plan::options));
    rows.put(UP, new Variant(UP, seed -> plan.form(seed, Modulate.UP)));
    rows.put(WEIGHTED, new Variant("", seed -> plan.options(seed).sharing(Sharing.WEIGHTED)));
    rows.put(TRAINED, new Variant("", plan::trainA));
    rows.put(MODULE, new Variant(MODULE, seed -> plan.options(seed).sharing(Sharing.MODULE)));
    rows.put(COLUMN, new Variant(COLUMN, seed -> byColumn(plan, seed)));
    for (int rank : plan.dimensionCurve()) {
      if (rank != plan.dimensions()) {
        rows.put(DOWN + ", r " + rank, new Variant(DOWN, seed -> plan.options(seed).rank(rank)));
        if (!plan.quick()) {
          rows.put(
              UP + ", r " + rank, new Variant(UP, seed -> plan.form(seed, Modulate.UP).rank(rank)));
        }
      }
    }
    if (!plan.quick()) {
      many(plan, rows);
    }
    return rows;
  }

  /** Thousands of dimensions. */
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
        COLUMN + ", one for each module",
        new Variant(COLUMN, seed -> byColumn(plan, seed).sharing(Sharing.MODULE)));
  }

  private static LearningOptions.Builder byColumn(Plan plan, long seed) {
    return plan.options(seed)
        .modulation(new ModulationForm(Modulate.DOWN, VectorShape.COLUMN, false));
  }

  @Override
  public Evidence evidence(StudyContext context) {
    var table = FitTable.of(MODULATIONS, "modulation");
    SequencedMap<String, Variant> rows = rows(context.plan());
    rows.forEach((name, variant) -> table.row(name, FitTable.row(context, variant.options)));
    if (!context.plan().quick()) {
      table.row(
          WHOLE,
          context.metrics(seed -> loras(context, context.fit(context.plan().options(seed)))));
    }
    StudyTable built = table.build();
    return new Evidence(
        List.of(built),
        List.of(
            plot(built, rows), Plot.Bars.of("NLL with own vectors, by modulation", built, OWN_NLL)),
        List.of());
  }

  /**
   * What parametric RAG does (arXiv 2501.15915): each document has a whole small LoRA; its shared
   * adapter is none, the base model.
   */
  private static double[] loras(StudyContext context, StudyRun run) {
    double[] kept =
        context.measure(
            run,
            "document LoRAs",
            () -> {
              LearningOptions options = run.options().toBuilder().rank(WHOLE_RANK).build();
              DocumentLoras all =
                  DocumentLoras.of(
                      context.base(), run.windows(), options, WHOLE_RATE, context.progress());
              double[] nll = StudyRun.nlls(all.heldOut());
              return new double[] {nll[0], nll[1], nll[2], all.dimensions(), nll[1] - nll[0]};
            });
    return new double[] {kept[3], kept[1], kept[0], kept[4], kept[2]};
  }

  private static Plot plot(StudyTable table, SequencedMap<String, Variant> rows) {
    SequencedMap<String, List<Plot.Point>> lines = new LinkedHashMap<>();
    rows.forEach(
        (name, variant) -> {
          if (!variant.line.isEmpty()) {
            lines
                .computeIfAbsent(variant.line, line -> new ArrayList<>())
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
        "NLL by dimensions",
        DIMENSIONS,
        "NLL with own vectors, nats per token",
        true,
        false,
        drawn);
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule(
            "Modulating up in place of down makes no difference",
            "NLL of up minus NLL of down",
            difference(MODULATIONS, UP, DOWN, OWN_NLL),
            new Rule.Nothing(Completion.LEAST)),
        new Rule(
            "A learned weight for each module helps",
            "NLL without it minus NLL with it",
            difference(MODULATIONS, DOWN, WEIGHTED, OWN_NLL),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "A vector of its own for each module helps",
            "NLL of one vector for all minus NLL of one for each",
            difference(MODULATIONS, DOWN, MODULE, OWN_NLL),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "A vector by column predicts better than the few dimensions by rank",
            "NLL by rank minus NLL by column",
            difference(MODULATIONS, DOWN, COLUMN, OWN_NLL),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "A fixed random A does as well as a trained one",
            "NLL with A fixed minus NLL with A trained",
            difference(MODULATIONS, DOWN, TRAINED, OWN_NLL),
            new Rule.Nothing(Completion.LEAST)));
  }
}
