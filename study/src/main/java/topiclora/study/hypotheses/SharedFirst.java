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

/** Fitting U and V before x, and how information moves between them as L2 on x grows. */
final class SharedFirst implements Hypothesis {
  private static final String ORDER = "order";
  private static final String STRENGTH = "L2";
  private static final String ZERO = "shared adapter only";
  private static final String OWN = "own vector";
  private static final String IN_SHARED = "NLL reduction of U V";
  private static final String IN_X = "NLL reduction of x";
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
    return "Does fitting U and V on the whole corpus first help, and keep vectors short?";
  }

  @Override
  public String reference() {
    return "U, V and x fitted together, prior at zero";
  }

  @Override
  public List<StudyFit> fits(Plan plan, StudyCorpus corpus) {
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
  public Evidence evidence(StudyContext context) {
    Plan plan = context.plan();
    var order =
        StudyTable.of(
            ORDER,
            "NLL in nats per held-out token, lower is better; |x| in standard deviations of what"
                + " one window says",
            "fitted",
            column(ZERO, 3),
            column(OWN, 3),
            column(NORM, 2));
    order.row(JOINT, context.metrics(seed -> metrics(context.fit(held(plan, seed, 1)))));
    order.row(FIRST, context.metrics(seed -> metrics(sharedFirst(context, seed))));
    order.row(ALONE, context.metrics(seed -> metrics(context.fit(alone(plan, seed)))));
    var strengths =
        StudyTable.of(
            STRENGTH,
            "NLL reduction in nats per held-out token: of the shared adapter from the base model,"
                + " and of x from the shared adapter",
            "L2 on x",
            column(IN_SHARED, 3),
            column(IN_X, 3),
            column(NORM, 2));
    for (double strength : plan.regularisationWeights()) {
      strengths.row(
          "× " + number(strength), reductions(context, seed -> held(plan, seed, strength)));
    }
    strengths.row(HELD, reductions(context, plan::held));
    StudyTable built = strengths.build();
    return new Evidence(
        List.of(order.build(), built),
        List.of(
            Plot.Bars.of("NLL reduction of the shared adapter, as L2 on x grows", built, IN_SHARED),
            Plot.Bars.of("NLL reduction of x, as L2 on x grows", built, IN_X)),
        List.of(
            "U starts in directions that separate the documents in every row; a fit from random"
                + " directions does not converge (docs/design.md)."));
  }

  private static double[] metrics(StudyRun run) {
    return new double[] {run.sharedNll(), run.ownNll(), run.norm()};
  }

  private static Metric[] reductions(
      StudyContext context, LongFunction<LearningOptions.Builder> options) {
    return context.metrics(
        options,
        run -> context.baseModelNll(run) - run.sharedNll(),
        StudyRun::nllReduction,
        StudyRun::norm);
  }

  /** The shared adapter of a fit in which x stayed at zero, and then x alone. */
  private static StudyRun sharedFirst(StudyContext context, long seed) {
    Plan plan = context.plan();
    LearningOptions options = held(plan, seed, 1).build();
    StudyFit wanted = new StudyFit(CorpusPart.ALL, options);
    return context.used(
        context
            .runs()
            .made(
                "shared first",
                wanted,
                work -> {
                  StudyRun first = context.fit(plan.held(seed));
                  Parameters l = first.model().parameters();
                  Parameters free =
                      new Parameters(
                          l.adapter(),
                          l.x(),
                          l.fisher(),
                          l.precision().mul(1 / Plan.HELD),
                          l.encoder());
                  return TopicModel.foldedIn(
                      context.base(),
                      first.catalogue(),
                      options,
                      free,
                      first.model().epochs(),
                      context.progress());
                }));
  }

  private static String number(double strength) {
    return String.format(Locale.ROOT, "%s", strength).replaceAll("\\.0$", "");
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule(
            "Fitting U and V first, x after, predicts better than all together",
            "NLL together minus NLL one after the other",
            difference(ORDER, JOINT, FIRST, OWN),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "and keeps x shorter",
            "|x| together minus |x| one after the other",
            difference(ORDER, JOINT, FIRST, NORM),
            new Rule.Positive(0.05)),
        new Rule(
            "Fitting U and V at all predicts better",
            "NLL with x alone minus NLL together",
            difference(ORDER, ALONE, JOINT, OWN),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "As L2 on x grows, the shared adapter takes over",
            "NLL reduction of U V with x held at zero minus with the weakest L2",
            difference(STRENGTH, HELD, "× 0.1", IN_SHARED),
            new Rule.Positive(Completion.LEAST)));
  }
}
