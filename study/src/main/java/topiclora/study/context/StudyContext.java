package topiclora.study.context;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.LongToDoubleFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import topiclora.core.LearningOptions;
import topiclora.core.internal.fit.FoldIn;
import topiclora.core.internal.fit.HeldOutEvaluation;
import topiclora.core.internal.fit.Parameters;
import topiclora.core.internal.windows.Windows;
import topiclora.corpus.Document;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;
import topiclora.study.result.Metric;

/** What a hypothesis is tested with: the corpus, the base, and fits and metrics made once. */
public final class StudyContext {
  private final Plan plan;
  private final StudyCorpus corpus;
  private final BaseModel base;
  private final StudyRuns runs;
  private final Progress progress;
  private final Map<String, Double> seconds = new HashMap<>();

  public StudyContext(
      Plan plan, StudyCorpus corpus, BaseModel base, StudyRuns runs, Progress progress) {
    this.plan = plan;
    this.corpus = corpus;
    this.base = base;
    this.runs = runs;
    this.progress = progress;
  }

  public Plan plan() {
    return plan;
  }

  public StudyCorpus corpus() {
    return corpus;
  }

  public BaseModel base() {
    return base;
  }

  public StudyRuns runs() {
    return runs;
  }

  public Progress progress() {
    return progress;
  }

  /** Forgets what was used so far, so that {@link #seconds()} counts anew. */
  public void begin() {
    seconds.clear();
  }

  /** What the fits and metrics used since {@link #begin()} took, whenever they were made. */
  public double seconds() {
    return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  // Fits

  public StudyRun fit(StudyFit wanted) {
    return used(runs.fit(wanted));
  }

  public StudyRun fit(LearningOptions.Builder options) {
    return fit(StudyFit.all(options));
  }

  public StudyRun used(StudyRun run) {
    seconds.put(run.key(), run.seconds());
    return run;
  }

  /** One value a seed, of the fit with that seed. */
  public Metric over(
      LongFunction<LearningOptions.Builder> options, ToDoubleFunction<StudyRun> metric) {
    return overSeeds(seed -> metric.applyAsDouble(fit(options.apply(seed))));
  }

  /** Several metrics of one fit a seed, in their order. */
  @SafeVarargs
  public final Metric[] metrics(
      LongFunction<LearningOptions.Builder> options, ToDoubleFunction<StudyRun>... metrics) {
    return metrics(
        seed -> {
          StudyRun run = fit(options.apply(seed));
          double[] values = new double[metrics.length];
          for (int f = 0; f < values.length; f++) {
            values[f] = metrics[f].applyAsDouble(run);
          }
          return values;
        });
  }

  /** Metrics that are measured together, in their order. */
  public Metric[] metrics(LongFunction<double[]> measured) {
    double[][] bySeed = plan.seedNumbers().mapToObj(measured).toArray(double[][]::new);
    return IntStream.range(0, bySeed[0].length)
        .mapToObj(f -> new Metric(Arrays.stream(bySeed).mapToDouble(all -> all[f]).toArray()))
        .toArray(Metric[]::new);
  }

  public Metric overSeeds(LongToDoubleFunction metric) {
    return new Metric(plan.seedNumbers().mapToDouble(metric).toArray());
  }

  // Metrics that take a while

  /** Values measured at a run, or kept from before. */
  public double[] measure(StudyRun run, String name, Supplier<double[]> measure) {
    return measure(run.key(), name, measure);
  }

  /** Values measured at the corpus itself. */
  public double[] measure(String name, Supplier<double[]> measure) {
    return measure(runs.key("corpus", StudyFit.all(plan.options(1))), name, measure);
  }

  private double[] measure(String key, String name, Supplier<double[]> measure) {
    MeasurementCache.Measurement kept = runs.measurements(key).of(name, measure);
    seconds.put(key + " " + name, kept.seconds());
    return kept.values();
  }

  /**
   * NLL in nats per held-out token: with the vectors given, with the shared adapter only, and with
   * those vectors shuffled.
   */
  public double[] heldOut(StudyRun run, String name, Function<StudyRun, float[][]> x) {
    return measure(run, name, () -> heldOut(run.model().parameters(), run.windows(), x.apply(run)));
  }

  public double[] heldOut(Parameters learned, Windows windows, float[][] x) {
    try (var scope = Scope.open()) {
      return StudyRun.nlls(
          HeldOutEvaluation.of(base, windows, learned, Tensor.ofRows(x), progress));
    }
  }

  /** NLL of the base model, nats per held-out token. */
  public double baseModelNll(StudyRun run) {
    return measure(
        run,
        "base model",
        () -> {
          try (var scope = Scope.open()) {
            Map<String, Tensor> none = new HashMap<>();
            run.model().parameters().tensors().forEach((name, t) -> none.put(name, t.mul(0)));
            return heldOut(
                Parameters.of(none, run.options()),
                run.windows(),
                new float[run.windows().documents()][run.dimensions()]);
          }
        })[0];
  }

  /** Vectors of a part's documents by the shared adapter of a run, one row a document. */
  public float[][] foldedIn(StudyRun run, CorpusPart part) {
    double[] flat =
        measure(
            run,
            "vectors of " + part,
            () -> {
              Windows windows = runs.catalogue(part, run.options()).windows();
              try (var scope = Scope.open()) {
                return RowCodec.flat(
                    FoldIn.vectors(base, windows, run.model().parameters(), run.options(), progress)
                        .toRows());
              }
            });
    return RowCodec.of(flat, run.dimensions());
  }

  /** The documents of a part as they were cut for a run: those too short are missing. */
  public List<Document> documents(CorpusPart part, LearningOptions options) {
    Map<String, Document> texts = new HashMap<>();
    corpus.part(part, options.seed()).forEach(d -> texts.put(d.id(), d));
    return runs.catalogue(part, options).documents().stream()
        .map(d -> texts.getOrDefault(d.id(), d))
        .toList();
  }
}
