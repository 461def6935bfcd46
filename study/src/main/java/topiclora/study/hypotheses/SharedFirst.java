package topiclora.study.hypotheses;

import static topiclora.study.result.Rule.difference;
import static topiclora.study.result.StudyTable.column;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import topiclora.core.LearningOptions;
import topiclora.core.Prior;
import topiclora.core.internal.fit.Parameters;
import topiclora.core.internal.model.TopicModel;
import topiclora.study.context.CorpusPart;
import topiclora.study.context.Plan;
import topiclora.study.context.StudyContext;
import topiclora.study.context.StudyCorpus;
import topiclora.study.context.StudyFit;
import topiclora.study.context.StudyRun;
import topiclora.study.result.Evidence;
import topiclora.study.result.Metric;
import topiclora.study.result.Plot;
import topiclora.study.result.Rule;
import topiclora.study.result.StudyTable;

/** Learning U and V before x, and how information moves between them as x is held shorter. */
final class SharedFirst implements Hypothesis {
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
  public List<StudyFit> fits(Plan plan, StudyCorpus subject) {
    List<LongFunction<LearningOptions.Builder>> ways = new ArrayList<>();
    ways.add(plan::held);
    ways.add(seed -> alone(plan, seed));
    plan.regularisationWeights().forEach(strength -> ways.add(seed -> held(plan, seed, strength)));
    return plan.fits(CorpusPart.ALL, ways);
  }

  private static LearningOptions.Builder held(Plan plan, long seed, double strength) {
    return plan.options(seed).prior(Prior.ZERO).l2(strength);
  }

  private static LearningOptions.Builder alone(Plan plan, long seed) {
    return held(plan, seed, 1).sharedLearningRate(0);
  }

  @Override
  public Evidence evidence(StudyContext lab) {
    Plan plan = lab.plan();
    var order =
        StudyTable.of(
            ORDER,
            "nats per held-out token; |x| in standard deviations of what one window tells",
            "learned",
            column(ZERO, 3),
            column(OWN, 3),
            column(NORM, 2));
    order.row(JOINT, lab.metrics(seed -> figures(lab.fit(held(plan, seed, 1)))));
    order.row(FIRST, lab.metrics(seed -> figures(sharedFirst(lab, seed))));
    order.row(ALONE, lab.metrics(seed -> figures(lab.fit(alone(plan, seed)))));
    var strengths =
        StudyTable.of(
            STRENGTH,
            "nats per held-out token that the shared part gains over the base as it is, and x over"
                + " that",
            "L2 on x",
            column(IN_SHARED, 3),
            column(IN_X, 3),
            column(NORM, 2));
    for (double strength : plan.regularisationWeights()) {
      strengths.row("× " + number(strength), gains(lab, seed -> held(plan, seed, strength)));
    }
    strengths.row(HELD, gains(lab, plan::held));
    StudyTable built = strengths.build();
    return new Evidence(
        List.of(order.build(), built),
        List.of(
            Plot.Bars.of("What the shared part gains, as L2 on x grows", built, IN_SHARED),
            Plot.Bars.of("What x gains, as L2 on x grows", built, IN_X)),
        List.of(
            "U starts in directions that tell the documents apart in every row; a fit from"
                + " directions at random does not get off the ground (docs/design.md)."));
  }

  private static double[] figures(StudyRun run) {
    return new double[] {run.sharedNll(), run.ownNll(), run.norm()};
  }

  private static Metric[] gains(StudyContext lab, LongFunction<LearningOptions.Builder> options) {
    return lab.metrics(
        options,
        run -> lab.baseModelNll(run) - run.sharedNll(),
        StudyRun::nllReduction,
        StudyRun::norm);
  }

  /** The shared part of a fit in which x stayed at zero, and then x alone. */
  private static StudyRun sharedFirst(StudyContext lab, long seed) {
    Plan plan = lab.plan();
    LearningOptions options = held(plan, seed, 1).build();
    StudyFit wanted = new StudyFit(CorpusPart.ALL, options);
    return lab.used(
        lab.runs()
            .made(
                "shared first",
                wanted,
                work -> {
                  StudyRun first = lab.fit(plan.held(seed));
                  Parameters l = first.model().parameters();
                  Parameters free =
                      new Parameters(
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
                      first.model().epochs(),
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
            difference(ORDER, JOINT, FIRST, OWN),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "and keeps x smaller",
            "|x| together minus |x| one after the other",
            difference(ORDER, JOINT, FIRST, NORM),
            new Rule.Positive(0.05)),
        new Rule(
            "Learning U and V at all is worth it",
            "nats with x alone minus nats together",
            difference(ORDER, ALONE, JOINT, OWN),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "As x is held shorter, the shared part takes over what it said",
            "gain of U V with x held at zero minus with the weakest L2",
            difference(STRENGTH, HELD, "× 0.1", IN_SHARED),
            new Rule.Positive(Completion.LEAST)));
  }
}
