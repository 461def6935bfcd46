package topiclora.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import topiclora.Progress;
import topiclora.TopicLoraException;
import topiclora.adapter.Adapter;
import topiclora.adapter.Down;
import topiclora.adapter.Modulation;
import topiclora.base.BaseModel;
import topiclora.base.LinearKind;
import topiclora.base.ModuleId;
import topiclora.tensor.DType;
import topiclora.tensor.Linalg;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/**
 * Learns the shared part and every document's vector: gradient pass, spectral start, then passes of
 * Newton on x and Adam on U and V, stopped by held-out windows.
 */
public final class Fit {
  static final int BATCH = 128;

  /** Length of A's random part against its projection on the mean input. */
  private static final double A_NOISE = 0.5;

  private static final int STOPPING_WINDOWS = 1024;
  private static final long GRADIENT_BYTES = 400L << 20;
  private static final long CACHE_BYTES = 16L << 30;

  private final BaseModel base;
  private final Windows windows;
  private final FitOptions options;
  private final List<ModuleId> modules;
  private final Checkpoint checkpoint;
  private final Progress progress;
  private final int[] training;

  /**
   * @param checkpoint where the work is kept; earlier work in it is continued
   */
  public Fit(
      BaseModel base,
      Windows windows,
      FitOptions options,
      Checkpoint checkpoint,
      Progress progress) {
    this.base = base;
    this.windows = windows;
    this.options = options;
    this.modules = modules(base, options);
    this.checkpoint = checkpoint;
    this.progress = progress;
    this.training = windows.rows(false);
  }

  /** The modules that the options name, lowest layer first. */
  static List<ModuleId> modules(BaseModel base, FitOptions options) {
    int layers = base.config().layers();
    int first = options.firstLayer() < 0 ? layers - Math.max(1, layers / 5) : options.firstLayer();
    int last = options.lastLayer() < 0 ? layers - 1 : options.lastLayer();
    if (last >= layers || first > last) {
      throw new IllegalArgumentException(
          "layers are %d-%d, the base has 0-%d".formatted(first, last, layers - 1));
    }
    List<ModuleId> modules = new ArrayList<>();
    for (int layer = first; layer <= last; layer++) {
      for (LinearKind kind : LinearKind.values()) {
        if (options.kinds().contains(kind)) {
          modules.add(new ModuleId(layer, kind));
        }
      }
    }
    return modules;
  }

  /** Runs to the end, from wherever the checkpoint stands. */
  public FitResult run() {
    int fitted = (int) Arrays.stream(windows.trainingCounts()).filter(n -> n > 0).count();
    if (fitted < 3) {
      throw new TopicLoraException.BadCorpus(
          fitted + " documents have text enough to be fitted, wanted at least 3");
    }
    int from = modules.getFirst().layer();
    var cache = new ActivationCache(base, from, windows, checkpoint.activations(), CACHE_BYTES);
    cache.fill(progress);
    var upper = new UpperLayers(base, windows, cache, from);
    int rank = Math.min(options.rank(), fitted - 1);
    FitState state =
        new FitState(base.config(), modules, windows.documents(), rank, options.sharedRate() > 0);
    if (!checkpoint.restore(state)) {
      start(state, upper, cache);
    }
    Vocabulary whole = Vocabulary.whole(base);
    while (state.passes().size() < options.passes() && !state.settled()) {
      pass(state, upper, whole);
    }
    return result(state, upper, whole);
  }

  // The start

  private void start(FitState state, UpperLayers upper, ActivationCache cache) {
    int[] rows = gradientRows();
    try (var scope = Scope.open()) {
      Vocabulary vocabulary = Vocabulary.of(base, windows, random("vocabulary", 0));
      WindowGradients gradients =
          WindowGradients.of(base, upper, modules, rows, vocabulary, progress);
      WindowFeatures features = WindowFeatures.of(windows, training, cache, base.config().width());
      WindowFeatures sampled = features.only(rows);
      Learned learned = state.current();
      Tensor directions =
          SpectralStart.directions(gradients.gradient(), sampled, learned.x().size(1));
      learned.adapter().copyFrom(placed(directions, gradients));
      Tensor scores = gradients.gradient().matmul(directions); // [N, r]
      state.gather(sampled.owners(), scores, new float[rows.length]);
      if (options.prior() == Prior.ENCODER) {
        expect(state, scores, sampled, features);
      }
      newton(state, sampled.counts());
      double[] scales = learned.adapter().scales();
      state.adam().restore(0, Arrays.stream(scales).map(v -> v * options.sharedRate()).toArray());
      state.best().copyFrom(learned);
    }
    checkpoint.save(state);
  }

  /** Fits the encoder to the first-order evidence, and asks it about every document. */
  private static void expect(
      FitState state, Tensor scores, WindowFeatures sampled, WindowFeatures all) {
    Tensor fisher = damped(state.fisher());
    Tensor overall = scores.mean(0);
    CrossRidge ridge = CrossRidge.fit(sampled, scores.sub(overall));
    Tensor toVector = Linalg.solve(fisher, Linalg.eye(fisher.size(0))); // F^-1, symmetric
    Encoder encoder =
        new Encoder(
            ridge.weight().matmul(toVector),
            overall.matmul(toVector),
            ridge.mean(),
            ridge.deviation());
    Tensor seen = sampled.counts();
    Tensor inSample = seen.div(seen.add(1e-9)); // [D, 1]
    Tensor leftOut = ridge.leftOut().add(overall).matmul(toVector);
    Tensor others = encoder.expected(all.means());
    Tensor expected = leftOut.mul(inSample).add(others.mul(inSample.negate().add(1)));
    state.expected().copyInPlace(expected);
    Learned learned = state.current();
    learned.copyFrom(
        new Learned(learned.adapter(), expected, learned.fisher(), learned.precision(), encoder));
    learned.x().fillInPlace(0);
  }

  /** Training windows of as many whole documents as memory is set aside for. */
  private int[] gradientRows() {
    int width = modules.stream().mapToInt(m -> base.config().out(m.kind())).sum();
    long most = GRADIENT_BYTES / (4L * width);
    int[] counts = windows.trainingCounts();
    boolean[] chosen = new boolean[counts.length];
    int taken = 0;
    for (int document :
        Shuffle.of(ActivationCache.range(0, counts.length), random("documents", 0))) {
      if (taken + counts[document] <= most) {
        chosen[document] = true;
        taken += counts[document];
      }
    }
    return Arrays.stream(training).filter(row -> chosen[windows.owner()[row]]).toArray();
  }

  /**
   * U in the directions, V = 0, and A random with a fixed projection on the module's mean input.
   */
  private Adapter placed(Tensor directions, WindowGradients gradients) {
    SequencedMap<ModuleId, Modulation> placed = new LinkedHashMap<>();
    RandomGenerator random = random("A", 0);
    int rank = directions.size(1);
    int at = 0;
    for (int i = 0; i < modules.size(); i++) {
      int out = base.config().out(modules.get(i).kind());
      Tensor u = directions.narrow(0, at, out);
      at += out;
      Tensor mean = gradients.meanInput().get(i);
      Tensor a = Directions.around(mean, rank, A_NOISE, random);
      placed.put(modules.get(i), new Down(u, a.mul(0), a));
    }
    return new Adapter(placed);
  }

  // The passes

  private void pass(FitState state, UpperLayers upper, Vocabulary whole) {
    int number = state.passes().size();
    int[] order = Shuffle.of(training, random("order", number));
    try (var scope = Scope.open()) {
      Vocabulary vocabulary = Vocabulary.of(base, windows, random("vocabulary", number + 1));
      while (state.position() < order.length) {
        int at = state.position();
        int[] batch = Arrays.copyOfRange(order, at, Math.min(at + BATCH, order.length));
        step(state, upper, windows, batch, vocabulary);
        progress.step(
            "pass " + (number + 1),
            state.position(),
            order.length,
            "%.3f nats".formatted(nats(state, order)));
        checkpoint.saveNowAndThen(state);
      }
      double trained = nats(state, order);
      newton(state, counts(order));
      state.endPass(new FitResult.Pass(trained, stopping(state, upper, whole)));
    }
    checkpoint.save(state);
  }

  private double nats(FitState state, int[] order) {
    return state.nats() / windows.targets(Arrays.copyOf(order, state.position()));
  }

  /** One batch of windows: what x is told is gathered, the shared part moves. */
  static void step(
      FitState state, UpperLayers upper, Windows windows, int[] batch, Vocabulary vocabulary) {
    try (var scope = Scope.withGradients()) {
      Learned learned = state.current();
      Tensor owners = Tensor.indices(windows.owners(batch));
      Tensor xb = learned.x().select(0, owners).requireGradient();
      List<Tensor> leaves = new ArrayList<>(List.of(xb));
      for (Tensor parameter : state.adam().parameters()) {
        leaves.add(parameter.requireGradient());
      }
      var back = upper.backward(batch, learned.adapter().with(xb), leaves, vocabulary);
      try (var updates = Scope.open()) {
        state.gather(owners, back.gradients().getFirst().to(DType.F32).negate(), back.nats());
        state.adam().step(back.gradients().subList(1, leaves.size()));
      }
    }
  }

  /** Moves every x by the gradients gathered, and then the mean document to x = 0. */
  private void newton(FitState state, Tensor counts) {
    try (var scope = Scope.open()) {
      Learned learned = state.current();
      Tensor fisher = damped(state.fisher());
      Tensor precision = options.prior().precision(fisher, options.l2());
      Tensor moved =
          Newton.step(learned.x(), state.gradient(), counts, fisher, precision, state.expected());
      Tensor mean = moved.mul(counts).sum(0).div(counts.sum()); // [r]
      Learned next = new Learned(learned.adapter(), moved, fisher, precision, learned.encoder());
      learned.copyFrom(next.recentred(mean));
      if (options.prior() == Prior.ENCODER) {
        state.expected().copyInPlace(state.expected().sub(mean));
      } else {
        learned.encoder().intercept().fillInPlace(0);
      }
      state.reset();
    }
  }

  /** A component that no window speaks of would have no scale. */
  private static Tensor damped(Tensor fisher) {
    int rank = fisher.size(0);
    double mean = fisher.mul(Linalg.eye(rank)).sum().item() / rank;
    return fisher.add(Linalg.eye(rank).mul(1e-3 * mean + 1e-20));
  }

  private double stopping(FitState state, UpperLayers upper, Vocabulary whole) {
    int[] held = windows.rows(true);
    int[] sample = Shuffle.sample(held.length, STOPPING_WINDOWS, random("stopping", 0));
    int[] rows = Arrays.stream(sample).map(i -> held[i]).toArray();
    Learned learned = state.current();
    double[] nats =
        HeldOut.nats(
            upper,
            windows,
            learned.adapter(),
            learned.x(),
            rows,
            owners -> owners,
            whole,
            progress);
    return Arrays.stream(nats).sum() / Math.max(1, windows.targets(rows));
  }

  private FitResult result(FitState state, UpperLayers upper, Vocabulary whole) {
    Learned learned =
        Learned.empty(base.config(), modules, windows.documents(), state.best().x().size(1));
    try (var scope = Scope.open()) {
      learned.copyFrom(state.best().gauged());
    }
    HeldOut heldOut =
        HeldOut.of(
            upper, windows, learned.adapter(), learned.x(), windows.rows(true), whole, progress);
    return new FitResult(learned, windows.trainingCounts(), heldOut, state.passes());
  }

  private Tensor counts(int[] rows) {
    float[] counts = new float[windows.documents()];
    for (int row : rows) {
      counts[windows.owner()[row]]++;
    }
    return Tensor.of(counts, counts.length, 1);
  }

  private RandomGenerator random(String purpose, long number) {
    return Shuffle.generator(options.seed(), purpose, number);
  }
}
