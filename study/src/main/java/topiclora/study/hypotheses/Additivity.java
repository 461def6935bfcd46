package topiclora.study.hypotheses;

import static topiclora.study.result.Rule.difference;
import static topiclora.study.result.StudyTable.column;

import java.util.List;
import java.util.function.LongFunction;
import topiclora.core.LearningOptions;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.adapter.Form;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.tensor.Tensor;
import topiclora.study.context.CorpusPart;
import topiclora.study.context.Plan;
import topiclora.study.context.StudyContext;
import topiclora.study.context.StudyCorpus;
import topiclora.study.context.StudyFit;
import topiclora.study.context.StudyRun;
import topiclora.study.metrics.Divergence;
import topiclora.study.result.Evidence;
import topiclora.study.result.Metric;
import topiclora.study.result.Plot;
import topiclora.study.result.Rule;
import topiclora.study.result.StudyTable;

/** The sum of all documents, and their mean, against one LoRA trained on all of them. */
final class Additivity implements Hypothesis {
  private static final String AGAINST = "against one LoRA";
  private static final String NATS = "nats per token";
  private static final String WORSE = "more than the LoRA's, %";
  private static final String KL = "KL to the LoRA, nats per token";
  private static final String LORA = "one LoRA of the whole corpus";
  private static final String BARE = "the base as it is";
  private static final String FIXED = "A fixed, zero-sum";
  private static final String LEARNED = "A learned, zero-sum";
  private static final String POSITIVE = "A fixed, x ≥ 0, not zero-sum";
  private static final String MEAN = ": the mean of x";
  private static final String SUM = ": the sum of all x";
  private static final int FEW = 32;
  private static final int MANY = 512;

  @Override
  public int number() {
    return 8;
  }

  @Override
  public String text() {
    return "Is the sum of all documents close to one LoRA trained on everything?";
  }

  @Override
  public String reference() {
    return "the form lora of as many directions, fitted to the same windows in as many passes";
  }

  @Override
  public List<StudyFit> fits(Plan plan, StudyCorpus subject) {
    return plan.fits(
        CorpusPart.ALL,
        List.of(
            seed -> lora(plan, seed), plan::options, plan::trainA, seed -> positive(plan, seed)));
  }

  private static LearningOptions.Builder lora(Plan plan, long seed) {
    return plan.form(seed, Form.Kind.NONE);
  }

  private static LearningOptions.Builder positive(Plan plan, long seed) {
    return plan.options(seed).nonNegative(true);
  }

  @Override
  public Evidence evidence(StudyContext lab) {
    Plan plan = lab.plan();
    var table =
        StudyTable.of(
            AGAINST, "held-out windows", "model", column(NATS, 3), column(WORSE, 1), column(KL, 3));
    Metric lora = lab.overSeeds(s -> against(lab, s, plan::options, "mean")[0]);
    table.row(BARE, lab.metrics(seed -> beside(bare(lab, seed))));
    table.row(LORA, lora, Metric.of(0), Metric.of(0));
    rows(lab, table, FIXED, plan::options);
    rows(lab, table, LEARNED, plan::trainA);
    rows(lab, table, POSITIVE, seed -> positive(plan, seed));
    StudyTable built = table.build();
    return new Evidence(
        List.of(built),
        List.of(
            Plot.Bars.of("Unseen text", built, NATS),
            Plot.Bars.of("How differently they foretell it", built, KL)),
        List.of(
            "Zero-sum: the mean of x moves into V after every pass, so that x sums to zero over the"
                + " windows learned from. x ≥ 0 cannot be so."));
  }

  private static void rows(
      StudyContext lab,
      StudyTable.Builder table,
      String name,
      LongFunction<LearningOptions.Builder> options) {
    table.row(name + MEAN, lab.metrics(seed -> beside(against(lab, seed, options, "mean"))));
    table.row(name + SUM, lab.metrics(seed -> beside(against(lab, seed, options, "sum"))));
  }

  /** Nats of the other, what they are more than the LoRA's, and the divergence. */
  private static double[] beside(double[] measured) {
    return new double[] {measured[1], 100 * (measured[1] / measured[0] - 1), measured[2]};
  }

  private static double[] bare(StudyContext lab, long seed) {
    StudyRun lora = lab.fit(lora(lab.plan(), seed));
    return lab.measure(
        lora, "bare beside it", () -> side(lab, lora, lora, rows -> LinearHook.NONE));
  }

  /** Nats of the LoRA, nats of the other, and the divergence. */
  private static double[] against(
      StudyContext lab, long seed, LongFunction<LearningOptions.Builder> options, String what) {
    StudyRun lora = lab.fit(lora(lab.plan(), seed));
    StudyRun run = lab.fit(options.apply(seed));
    return lab.measure(
        run,
        what + " against a LoRA",
        () -> {
          Adapter other = run.model().parameters().adapter();
          float[] x = added(run.x(), what.equals("mean") ? 1.0 / run.x().length : 1);
          return side(lab, lora, run, rows -> other.with(repeated(x, rows)));
        });
  }

  /** On the same held-out windows, whatever the other is. */
  private static double[] side(
      StudyContext lab, StudyRun lora, StudyRun run, Divergence.Adapted other) {
    Adapter one = lora.model().parameters().adapter();
    Divergence found =
        Divergence.of(
            lab.base(),
            run.windows(),
            Math.min(one.firstLayer(), run.model().parameters().adapter().firstLayer()),
            lab.plan().quick() ? FEW : MANY,
            rows -> one.with(repeated(new float[0], rows)),
            other,
            lab.progress());
    return new double[] {found.reference(), found.other(), found.kl()};
  }

  private static float[] added(float[][] x, double factor) {
    double[] sum = new double[x[0].length];
    for (float[] row : x) {
      for (int k = 0; k < sum.length; k++) {
        sum[k] += factor * row[k];
      }
    }
    float[] added = new float[sum.length];
    for (int k = 0; k < sum.length; k++) {
      added[k] = (float) sum[k];
    }
    return added;
  }

  private static Tensor repeated(float[] x, int rows) {
    float[] all = new float[x.length * rows];
    for (int b = 0; b < rows; b++) {
      System.arraycopy(x, 0, all, b * x.length, x.length);
    }
    return Tensor.of(all, rows, x.length);
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule(
            "U V plus the mean of x is as good as one LoRA",
            "per cent more nats than the LoRA, A fixed",
            e -> e.at(AGAINST, FIXED + MEAN, WORSE),
            new Rule.AtMost(2, 5)),
        new Rule(
            "U V plus the sum of all x is as good as one LoRA",
            "per cent more nats than the LoRA, A fixed",
            e -> e.at(AGAINST, FIXED + SUM, WORSE),
            new Rule.AtMost(2, 5)),
        new Rule(
            "The sum needs A to be fixed",
            "nats of the sum with A learned minus with A fixed",
            difference(AGAINST, LEARNED + SUM, FIXED + SUM, NATS),
            new Rule.Positive(0.02)),
        new Rule(
            "The sum needs x to be zero-sum",
            "nats of the sum without it minus with it",
            difference(AGAINST, POSITIVE + SUM, FIXED + SUM, NATS),
            new Rule.Positive(0.02)),
        new Rule(
            "and it is the same model as the LoRA",
            "KL of U V plus the mean, A fixed",
            e -> e.at(AGAINST, FIXED + MEAN, KL),
            new Rule.AtMost(0.02, 0.1)));
  }
}
