package topiclora.study;

import static topiclora.study.FitTable.NUMBERS;
import static topiclora.study.FitTable.OWN;
import static topiclora.study.Rule.difference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.LongFunction;
import topiclora.adapter.Form;
import topiclora.adapter.Sharing;
import topiclora.adapter.XShape;
import topiclora.base.LinearKind;
import topiclora.fit.DocumentLoras;
import topiclora.fit.FitOptions;

/** Down or up, learned weights a module, column or rank, shared or free, few numbers or many. */
final class Forms implements Question {
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
  public List<Wanted> wanted(Plan plan, Subject subject) {
    return plan.wanted(Part.ALL, rows(plan).values().stream().map(Way::options).toList());
  }

  /**
   * A way of having x.
   *
   * @param line of the picture that it belongs to
   */
  private record Way(String line, LongFunction<FitOptions.Builder> options) {}

  private static SequencedMap<String, Way> rows(Plan plan) {
    SequencedMap<String, Way> rows = new LinkedHashMap<>();
    rows.put(DOWN, new Way(DOWN, plan::options));
    rows.put(UP, new Way(UP, seed -> plan.form(seed, Form.Kind.UP)));
    rows.put(WEIGHTED, new Way("", seed -> plan.options(seed).sharing(Sharing.WEIGHTED)));
    rows.put(LEARNED, new Way("", plan::learnedA));
    rows.put(MODULE, new Way(MODULE, seed -> plan.options(seed).sharing(Sharing.MODULE)));
    rows.put(COLUMN, new Way(COLUMN, seed -> byColumn(plan, seed)));
    for (int rank : plan.ranks()) {
      if (rank != plan.numbers()) {
        rows.put(DOWN + ", r " + rank, new Way(DOWN, seed -> plan.options(seed).rank(rank)));
        if (!plan.quick()) {
          rows.put(
              UP + ", r " + rank, new Way(UP, seed -> plan.form(seed, Form.Kind.UP).rank(rank)));
        }
      }
    }
    if (!plan.quick()) {
      many(plan, rows);
    }
    return rows;
  }

  /** Thousands of numbers a document. */
  private static void many(Plan plan, Map<String, Way> rows) {
    int widest = plan.ranks().stream().mapToInt(Integer::intValue).max().orElse(plan.numbers());
    rows.put(
        MODULE + ", r " + widest,
        new Way(MODULE, seed -> plan.options(seed).sharing(Sharing.MODULE).rank(widest)));
    rows.put(
        MODULE + " of every kind, r " + widest,
        new Way(
            MODULE,
            seed ->
                plan.options(seed)
                    .sharing(Sharing.MODULE)
                    .kinds(List.of(LinearKind.values()))
                    .rank(widest)));
    rows.put(
        COLUMN + ", free a module",
        new Way(COLUMN, seed -> byColumn(plan, seed).sharing(Sharing.MODULE)));
  }

  private static FitOptions.Builder byColumn(Plan plan, long seed) {
    return plan.options(seed).form(new Form(Form.Kind.DOWN, XShape.COLUMN, false));
  }

  @Override
  public Evidence evidence(Lab lab) {
    var table = FitTable.of(FORMS, "form");
    SequencedMap<String, Way> rows = rows(lab.plan());
    rows.forEach((name, way) -> table.row(name, FitTable.row(lab, way.options)));
    if (!lab.plan().quick()) {
      table.row(WHOLE, lab.figures(seed -> loras(lab, lab.fit(lab.plan().options(seed)))));
    }
    Table built = table.build();
    return new Evidence(
        List.of(built),
        List.of(picture(built, rows), Picture.Bars.of("Forms: nats with the own x", built, OWN)),
        List.of());
  }

  /** What parametric RAG does (arXiv 2501.15915): each document has all of a small LoRA. */
  private static double[] loras(Lab lab, Run run) {
    double[] noted =
        lab.note(
            run,
            "document LoRAs",
            () -> {
              FitOptions options = run.options().toBuilder().rank(WHOLE_RANK).build();
              DocumentLoras all =
                  DocumentLoras.of(lab.base(), run.windows(), options, WHOLE_RATE, lab.progress());
              double[] nats = Run.figures(all.heldOut());
              return new double[] {nats[0], nats[1], nats[2], all.numbers(), nats[1] - nats[0]};
            });
    return new double[] {noted[3], noted[1], noted[0], noted[4], noted[2]};
  }

  private static Picture picture(Table table, SequencedMap<String, Way> rows) {
    SequencedMap<String, List<Picture.Point>> lines = new LinkedHashMap<>();
    rows.forEach(
        (name, way) -> {
          if (!way.line.isEmpty()) {
            lines
                .computeIfAbsent(way.line, line -> new ArrayList<>())
                .add(new Picture.Point(table.at(name, NUMBERS).mean(), table.at(name, OWN)));
          }
        });
    List<Picture.Line> drawn = new ArrayList<>();
    lines.forEach(
        (name, points) -> {
          points.sort(Comparator.comparingDouble(Picture.Point::x));
          drawn.add(new Picture.Line(name, points));
        });
    return new Picture.Curves(
        "How much more numbers are worth", NUMBERS, "nats per token, own x", true, false, drawn);
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule(
            "Flipping it, a modulated up matrix, makes no difference",
            "nats of up minus nats of down",
            difference(FORMS, UP, DOWN, OWN),
            new Rule.Nothing(Completion.LEAST)),
        new Rule(
            "A learned weight for each module helps",
            "nats without it minus nats with it",
            difference(FORMS, DOWN, WEIGHTED, OWN),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "An x of its own for each module helps",
            "nats of one x for all minus nats of one for each",
            difference(FORMS, DOWN, MODULE, OWN),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "x by column is worth more than the few numbers by rank",
            "nats by rank minus nats by column",
            difference(FORMS, DOWN, COLUMN, OWN),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "A fixed random A does as well as a learned one",
            "nats with A fixed minus nats with A learned",
            difference(FORMS, DOWN, LEARNED, OWN),
            new Rule.Nothing(Completion.LEAST)));
  }
}
