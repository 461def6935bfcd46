package topiclora.study;

import static topiclora.study.Table.column;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import topiclora.fit.FitOptions;
import topiclora.fit.Learned;
import topiclora.fit.Prior;
import topiclora.model.TopicModel;

/** Learning U and V before x, and how information moves between them as x is held shorter. */
final class SharedFirst implements Question {
  private static final String ORDER = "order";
  private static final String STRENGTH = "L2";
  private static final String ZERO = "x = 0";
  private static final String OWN = "own x";
  private static final String IN_SHARED = "gain of U V";
  private static final String IN_X = "gain of x";
  private static final String NORM = "mean |x|";
  private static final String JOINT = "U, V and x together";
  private static final String FIRST = "U and V on the whole corpus, then x";
  private static final String ALONE = "x alone, U and V at their start";
  private static final String HELD = "x held at zero";

  @Override
  public int number() {
    return 4;
  }

  @Override
  public String text() {
    return "Does learning U and V on the whole corpus first help, and keep x small?";
  }

  @Override
  public String reference() {
    return "U, V and x learned together, prior at zero";
  }

  @Override
  public List<Wanted> wanted(Plan plan, Subject subject) {
    List<Wanted> wanted = new ArrayList<>();
    plan.seedNumbers()
        .forEach(
            seed -> {
              wanted.add(Wanted.all(plan.held(seed)));
              wanted.add(Wanted.all(alone(plan, seed)));
              for (double strength : plan.strengths()) {
                wanted.add(Wanted.all(held(plan, seed, strength)));
              }
            });
    return wanted;
  }

  private static FitOptions.Builder held(Plan plan, long seed, double strength) {
    return plan.options(seed).prior(Prior.ZERO).l2(strength);
  }

  private static FitOptions.Builder alone(Plan plan, long seed) {
    return held(plan, seed, 1).sharedRate(0);
  }

  @Override
  public Evidence evidence(Lab lab) {
    Plan plan = lab.plan();
    var order =
        Table.of(
            ORDER,
            "nats per held-out token; |x| in standard deviations of what one window tells",
            "learned",
            column(ZERO, 3),
            column(OWN, 3),
            column(NORM, 2));
    row(lab, order, JOINT, seed -> lab.fit(held(plan, seed, 1)));
    row(lab, order, FIRST, seed -> sharedFirst(lab, seed));
    row(lab, order, ALONE, seed -> lab.fit(alone(plan, seed)));
    var strengths =
        Table.of(
            STRENGTH,
            "nats per held-out token that the shared part gains over the base as it is, and x over"
                + " that",
            "L2 on x",
            column(IN_SHARED, 3),
            column(IN_X, 3),
            column(NORM, 2));
    for (double strength : plan.strengths()) {
      strength(lab, strengths, "× " + number(strength), seed -> held(plan, seed, strength));
    }
    strength(lab, strengths, HELD, plan::held);
    Table built = strengths.build();
    return new Evidence(
        List.of(order.build(), built),
        List.of(
            Picture.Bars.of("What the shared part gains, as L2 on x grows", built, IN_SHARED),
            Picture.Bars.of("What x gains, as L2 on x grows", built, IN_X)),
        List.of(
            "U starts in directions that tell the documents apart in every row; a fit from"
                + " directions at random does not get off the ground (docs/design.md)."));
  }

  private static void row(
      Lab lab, Table.Builder table, String name, java.util.function.LongFunction<Run> runs) {
    table.row(
        name,
        lab.overSeeds(seed -> runs.apply(seed).zero()),
        lab.overSeeds(seed -> runs.apply(seed).own()),
        lab.overSeeds(seed -> runs.apply(seed).norm()));
  }

  private static void strength(
      Lab lab,
      Table.Builder table,
      String name,
      java.util.function.LongFunction<FitOptions.Builder> options) {
    table.row(
        name,
        lab.over(options, run -> lab.bare(run) - run.zero()),
        lab.over(options, Run::gain),
        lab.over(options, Run::norm));
  }

  /** The shared part of a fit in which x stayed at zero, and then x alone. */
  private static Run sharedFirst(Lab lab, long seed) {
    Plan plan = lab.plan();
    FitOptions options = held(plan, seed, 1).build();
    Wanted wanted = new Wanted(Part.ALL, options);
    return lab.used(
        lab.runs()
            .made(
                "shared first",
                wanted,
                work -> {
                  Run first = lab.fit(plan.held(seed));
                  Learned l = first.model().learned();
                  Learned free =
                      new Learned(
                          l.adapter(),
                          l.x(),
                          l.fisher(),
                          l.precision().mul(1 / Plan.HELD),
                          l.encoder());
                  return TopicModel.foldedIn(
                      lab.base(),
                      first.catalogue(),
                      options,
                      free,
                      first.model().passes(),
                      lab.progress());
                }));
  }

  private static String number(double strength) {
    return String.format(Locale.ROOT, "%s", strength).replaceAll("\\.0$", "");
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule(
            "Learning U and V first, x after, does better than all together",
            "nats together minus nats one after the other",
            e -> e.at(ORDER, JOINT, OWN).minus(e.at(ORDER, FIRST, OWN)),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "and keeps x smaller",
            "|x| together minus |x| one after the other",
            e -> e.at(ORDER, JOINT, NORM).minus(e.at(ORDER, FIRST, NORM)),
            new Rule.Positive(0.05)),
        new Rule(
            "Learning U and V at all is worth it",
            "nats with x alone minus nats together",
            e -> e.at(ORDER, ALONE, OWN).minus(e.at(ORDER, JOINT, OWN)),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "As x is held shorter, the shared part takes over what it said",
            "gain of U V with x held at zero minus with the weakest L2",
            e -> e.at(STRENGTH, HELD, IN_SHARED).minus(e.at(STRENGTH, "× 0.1", IN_SHARED)),
            new Rule.Positive(Completion.LEAST)));
  }
}
