package topiclora.study;

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
import topiclora.Document;
import topiclora.Progress;
import topiclora.base.BaseModel;
import topiclora.fit.FitOptions;
import topiclora.fit.FoldIn;
import topiclora.fit.HeldOut;
import topiclora.fit.Learned;
import topiclora.fit.Windows;
import topiclora.measure.Spectral;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/** What a question is answered with: the corpus, the base, and fits and figures made once. */
final class Lab {
  private final Plan plan;
  private final Subject subject;
  private final BaseModel base;
  private final Runs runs;
  private final Progress progress;
  private final Map<String, Double> seconds = new HashMap<>();

  Lab(Plan plan, Subject subject, BaseModel base, Runs runs, Progress progress) {
    this.plan = plan;
    this.subject = subject;
    this.base = base;
    this.runs = runs;
    this.progress = progress;
  }

  Plan plan() {
    return plan;
  }

  Subject subject() {
    return subject;
  }

  BaseModel base() {
    return base;
  }

  Runs runs() {
    return runs;
  }

  Progress progress() {
    return progress;
  }

  /** Forgets what was used so far, so that {@link #seconds()} counts anew. */
  void begin() {
    seconds.clear();
  }

  /** What the fits and figures used since {@link #begin()} took, whenever they were made. */
  double seconds() {
    return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  // Fits

  Run fit(Wanted wanted) {
    return used(runs.fit(wanted));
  }

  Run fit(FitOptions.Builder options) {
    return fit(Wanted.all(options));
  }

  Run used(Run run) {
    seconds.put(run.key(), run.seconds());
    return run;
  }

  /** One figure a seed, of the fit with that seed. */
  Figure over(LongFunction<FitOptions.Builder> options, ToDoubleFunction<Run> figure) {
    return overSeeds(seed -> figure.applyAsDouble(fit(options.apply(seed))));
  }

  /** Several figures of one fit a seed, in their order. */
  @SafeVarargs
  final Figure[] figures(
      LongFunction<FitOptions.Builder> options, ToDoubleFunction<Run>... figures) {
    return figures(
        seed -> {
          Run run = fit(options.apply(seed));
          double[] values = new double[figures.length];
          for (int f = 0; f < values.length; f++) {
            values[f] = figures[f].applyAsDouble(run);
          }
          return values;
        });
  }

  /** Figures that are measured together, in their order. */
  Figure[] figures(LongFunction<double[]> measured) {
    double[][] bySeed = plan.seedNumbers().mapToObj(measured).toArray(double[][]::new);
    return IntStream.range(0, bySeed[0].length)
        .mapToObj(f -> new Figure(Arrays.stream(bySeed).mapToDouble(all -> all[f]).toArray()))
        .toArray(Figure[]::new);
  }

  Figure overSeeds(LongToDoubleFunction figure) {
    return new Figure(plan.seedNumbers().mapToDouble(figure).toArray());
  }

  // Figures that take a while

  /** Numbers measured at a run, or noted before. */
  double[] note(Run run, String name, Supplier<double[]> measure) {
    return note(run.key(), name, measure);
  }

  /** Numbers measured at the corpus itself. */
  double[] note(String name, Supplier<double[]> measure) {
    return note(runs.key("corpus", Wanted.all(plan.options(1))), name, measure);
  }

  private double[] note(String key, String name, Supplier<double[]> measure) {
    Notes.Note note = runs.notes(key).of(name, measure);
    seconds.put(key + " " + name, note.seconds());
    return note.values();
  }

  /** Nats per held-out token with vectors of one's own choice, x = 0 and another's. */
  double[] heldOut(Run run, String name, Function<Run, float[][]> x) {
    return note(run, name, () -> heldOut(run.model().learned(), run.windows(), x.apply(run)));
  }

  double[] heldOut(Learned learned, Windows windows, float[][] x) {
    try (var scope = Scope.open()) {
      return Run.figures(HeldOut.of(base, windows, learned, Spectral.matrix(x), progress));
    }
  }

  /** Nats per held-out token of the base as it is. */
  double bare(Run run) {
    return note(
        run,
        "bare",
        () -> {
          try (var scope = Scope.open()) {
            Map<String, Tensor> none = new HashMap<>();
            run.model().learned().tensors().forEach((name, t) -> none.put(name, t.mul(0)));
            return heldOut(
                Learned.of(none, run.options()),
                run.windows(),
                new float[run.windows().documents()][run.numbers()]);
          }
        })[0];
  }

  /** Vectors of a part's documents by the shared part of a run, one row a document. */
  float[][] foldedIn(Run run, Part part) {
    double[] flat =
        note(
            run,
            "vectors of " + part,
            () -> {
              Windows windows = runs.catalogue(part, run.options()).windows();
              try (var scope = Scope.open()) {
                return Rows.flat(
                    FoldIn.vectors(base, windows, run.model().learned(), run.options(), progress)
                        .toRows());
              }
            });
    return Rows.of(flat, run.numbers());
  }

  /** The documents of a part as they were cut for a run: those too short are missing. */
  List<Document> documents(Part part, FitOptions options) {
    Map<String, Document> texts = new HashMap<>();
    subject.part(part, options.seed()).forEach(d -> texts.put(d.id(), d));
    return runs.catalogue(part, options).documents().stream()
        .map(d -> texts.getOrDefault(d.id(), d))
        .toList();
  }
}
