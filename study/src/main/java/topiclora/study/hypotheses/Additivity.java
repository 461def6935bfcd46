package topiclora.study.hypotheses;

import static topiclora.study.result.Rule.difference;
import static topiclora.study.result.StudyTable.column;

import java.util.List;
import java.util.function.LongFunction;
import topiclora.core.LearningOptions;
import topiclora.core.Modulate;
import topiclora.core.internal.adapter.Adapter;
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
  private static final String AGAINST = "compared with one LoRA";
  private static final String NATS = "NLL, nats per token";
  private static final String WORSE = "NLL above the LoRA's, %";
  private static final String KL = "KL divergence, nats per token";
  private static final String LORA = "one LoRA of the whole corpus";
  private static final String BASE_MODEL = "base model (no adapter)";
  private static final String FIXED = "A fixed, zero-sum";
  private static final String TRAINED = "A trained, zero-sum";
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
    return "a LoRA of the same rank without vectors, fitted to the same windows in as many epochs";
  }

  @Override
  public List<StudyFit> fits(Plan plan, StudyCorpus corpus) {
    return plan.fits(
        CorpusPart.ALL,
        List.of(
            seed -> lora(plan, seed), plan::options, plan::trainA, seed -> positive(plan, seed)));
  }

  private static LearningOptions.Builder lora(Plan plan, long seed) {
    return plan.form(seed, Modulate.NONE);
  }

  private static LearningOptions.Builder positive(Plan plan, long seed) {
    return plan.options(seed).nonNegative(true);
  }

  @Override
  public Evidence evidence(StudyContext context) {
    Plan plan = context.plan();
    var table =
        StudyTable.of(
            AGAINST,
            "held-out windows; lower is better",
            "model",
            column(NATS, 3),
            column(WORSE, 1),
            column(KL, 3));
    Metric lora = context.overSeeds(s -> against(context, s, plan::options, "mean")[0]);
    table.row(BASE_MODEL, context.metrics(seed -> beside(baseModel(context, seed))));
    table.row(LORA, lora, Metric.of(0), Metric.of(0));
    rows(context, table, FIXED, plan::options);
    rows(context, table, TRAINED, plan::trainA);
    rows(context, table, POSITIVE, seed -> positive(plan, seed));
    StudyTable built = table.build();
    return new Evidence(
        List.of(built),
        List.of(
            Plot.Bars.of("NLL of held-out text", built, NATS),
            Plot.Bars.of("KL divergence from the LoRA's predictions", built, KL)),
        List.of(
            "Zero-sum: the mean of x moves into V after every epoch, so that x sums to zero over"
                + " the training windows. x ≥ 0 cannot be zero-sum."));
  }

  private static void rows(
      StudyContext context,
      StudyTable.Builder table,
      String name,
      LongFunction<LearningOptions.Builder> options) {
    table.row(
        name + MEAN, context.metrics(seed -> beside(against(context, seed, options, "mean"))));
    table.row(name + SUM, context.metrics(seed -> beside(against(context, seed, options, "sum"))));
  }

  /** NLL of the other, by how much it is above the LoRA's, and the divergence. */
  private static double[] beside(double[] measured) {
    return new double[] {measured[1], 100 * (measured[1] / measured[0] - 1), measured[2]};
  }

  private static double[] baseModel(StudyContext context, long seed) {
    StudyRun lora = context.fit(lora(context.plan(), seed));
    return context.measure(
        lora, "base model beside it", () -> side(context, lora, lora, rows -> LinearHook.NONE));
  }

  /** NLL of the LoRA, NLL of the other, and the divergence. */
  private static double[] against(
      StudyContext context, long seed, LongFunction<LearningOptions.Builder> options, String what) {
    StudyRun lora = context.fit(lora(context.plan(), seed));
    StudyRun run = context.fit(options.apply(seed));
    return context.measure(
        run,
        what + " against a LoRA",
        () -> {
          Adapter other = run.model().parameters().adapter();
          float[] x = added(run.x(), what.equals("mean") ? 1.0 / run.x().length : 1);
          return side(context, lora, run, rows -> other.with(repeated(x, rows)));
        });
  }

  /** On the same held-out windows, whatever the other is. */
  private static double[] side(
      StudyContext context, StudyRun lora, StudyRun run, Divergence.Adapted other) {
    Adapter one = lora.model().parameters().adapter();
    Divergence found =
        Divergence.of(
            context.base(),
            run.windows(),
            Math.min(one.firstLayer(), run.model().parameters().adapter().firstLayer()),
            context.plan().quick() ? FEW : MANY,
            rows -> one.with(repeated(new float[0], rows)),
            other,
            context.progress());
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
            "NLL above that of the LoRA in per cent, A fixed",
            e -> e.at(AGAINST, FIXED + MEAN, WORSE),
            new Rule.AtMost(2, 5)),
        new Rule(
            "U V plus the sum of all x is as good as one LoRA",
            "NLL above that of the LoRA in per cent, A fixed",
            e -> e.at(AGAINST, FIXED + SUM, WORSE),
            new Rule.AtMost(2, 5)),
        new Rule(
            "The sum needs A to be fixed",
            "NLL of the sum with A trained minus with A fixed",
            difference(AGAINST, TRAINED + SUM, FIXED + SUM, NATS),
            new Rule.Positive(0.02)),
        new Rule(
            "The sum needs x to be zero-sum",
            "NLL of the sum without it minus with it",
            difference(AGAINST, POSITIVE + SUM, FIXED + SUM, NATS),
            new Rule.Positive(0.02)),
        new Rule(
            "and it predicts the same as the LoRA",
            "KL divergence of U V plus the mean, A fixed",
            e -> e.at(AGAINST, FIXED + MEAN, KL),
            new Rule.AtMost(0.02, 0.1)));
  }
}
