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
import topiclora.adapter.Modulation;
import topiclora.base.BaseModel;
import topiclora.base.LinearKind;
import topiclora.base.ModuleId;
import topiclora.tensor.DType;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/**
 * Learns the shared part and every document's vector: gradient pass, spectral start, then passes of
 * Newton on x and Adam on U and V, stopped by held-out windows.
 */
public final class Fit {
  static final int BATCH = 128;

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
  private final int[] trainingCounts;

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
    // The encoder is fitted across the windows of a document: with one window each there is none.
    this.options = windows.foretellable() ? options : options.toBuilder().prior(Prior.ZERO).build();
    this.modules = modules(base, options);
    this.checkpoint = checkpoint;
    this.progress = progress;
    this.training = windows.rows(false);
    this.trainingCounts = windows.trainingCounts();
  }

  /** The modules that the options name, lowest layer first. */
  static List<ModuleId> modules(BaseModel base, FitOptions options) {
    int layers = base.config().layers();
    int first = options.layers().first(layers);
    int last = options.layers().last(layers);
    if (last >= layers) {
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
    int fitted = fitted();
    if (fitted < 3) {
      throw new TopicLoraException.BadCorpus(
          fitted + " documents have text enough to be fitted, wanted at least 3");
    }
    int from = modules.getFirst().layer();
    var cache = new ActivationCache(base, from, windows, checkpoint.activations(), CACHE_BYTES);
    cache.fill(progress);
    var upper = new UpperLayers(base, windows, cache, from);
    var state = new FitState(base.config(), modules, windows.documents(), rank(), options);
    if (!checkpoint.restore(state)) {
      start(state, upper, cache);
    }
    Vocabulary whole = Vocabulary.whole(base);
    while (state.passes().size() < options.passes() && !state.settled()) {
      pass(state, upper, whole);
    }
    return result(state, upper, whole);
  }

  /** Documents with something to learn from. */
  private int fitted() {
    return (int) Arrays.stream(windows.trainingCounts()).filter(n -> n > 0).count();
  }

  /** No more directions than documents can differ in, and than the start can find. */
  private int rank() {
    int outputs = modules.stream().mapToInt(m -> base.config().out(m.kind())).sum();
    int found = Math.min(outputs, SpectralStart.COMPONENTS);
    return Math.min(options.rank(), Math.min(fitted() - 1, found));
  }

  // The start

  private void start(FitState state, UpperLayers upper, ActivationCache cache) {
    int[] rows = gradientRows();
    try (var scope = Scope.open()) {
      Vocabulary vocabulary = Vocabulary.of(base, windows, random("vocabulary", 0));
      WindowGradients gradients =
          WindowGradients.of(base, upper, modules, rows, vocabulary, progress);
      WindowFeatures features =
          windows.foretellable()
              ? Asked.windows(base, windows, training, progress)
              : WindowFeatures.of(windows, training, cache, base.config().width());
      WindowFeatures sampled = features.only(rows);
      Learned learned = state.current();
      Tensor directions =
          windows.foretellable()
              ? SpectralStart.directions(gradients.gradient(), sampled, rank())
              : SpectralStart.principal(gradients.gradient(), sampled, rank());
      learned.adapter().copyFrom(placed(directions, gradients));
      if (learned.adapter().numbers() > 0) {
        Tensor scores = gradients.evidence(learned.adapter()); // [N, n]
        state.gather(sampled.owners(), scores, new float[rows.length], 0);
        if (options.prior() == Prior.ENCODER) {
          expect(state, scores, sampled, features);
        }
        newton(state, sampled.counts());
      }
      double[] scales = learned.adapter().scales();
      state.adam().restore(0, Arrays.stream(scales).map(v -> v * options.sharedRate()).toArray());
      state.best().copyFrom(learned);
    }
    checkpoint.save(state);
  }

  /** Fits the encoder to the first-order evidence, and asks it about every document. */
  private static void expect(
      FitState state, Tensor scores, WindowFeatures sampled, WindowFeatures all) {
    Fisher fisher = state.fisher().damped();
    Tensor overall = scores.mean(0);
    CrossRidge ridge = CrossRidge.fit(sampled, scores.sub(overall));
    Encoder encoder =
        new Encoder(
            fisher.solve(ridge.weight()),
            fisher.solve(overall.unsqueeze(0)).view(-1),
            ridge.mean(),
            ridge.deviation());
    Tensor inSample = sampled.counts().positive(); // [D, 1]
    Tensor leftOut = fisher.solve(ridge.leftOut().add(overall));
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

  /** Every module at its start, with its rows of the directions {@code [G, r]}. */
  private Adapter placed(Tensor directions, WindowGradients gradients) {
    SequencedMap<ModuleId, Modulation> placed = new LinkedHashMap<>();
    RandomGenerator random = random("A", 0);
    int at = 0;
    for (int i = 0; i < modules.size(); i++) {
      int out = base.config().out(modules.get(i).kind());
      Tensor own = directions.narrow(0, at, out);
      Tensor mean = gradients.meanInput().get(i);
      placed.put(modules.get(i), options.form().started(own, mean, random));
      at += out;
    }
    return Adapter.of(placed, options.sharing());
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
        step(state, upper, windows, batch, vocabulary, xb -> penalties(state, batch, xb));
        progress.step(
            "pass " + (number + 1),
            state.position(),
            order.length,
            "%.3f nats".formatted(state.nats()));
        checkpoint.saveNowAndThen(state);
      }
      double trained = state.nats();
      newton(state, counts(order));
      state.endPass(new FitResult.Pass(trained, stopping(state, upper, whole)));
    }
    checkpoint.save(state);
  }

  /** One batch of windows: what x is told is gathered, the shared part moves. */
  static void step(
      FitState state, UpperLayers upper, Windows windows, int[] batch, Vocabulary vocabulary) {
    step(state, upper, windows, batch, vocabulary, xb -> List.of());
  }

  /** What is added to a batch's loss, by the vectors of its windows. */
  private interface Penalties {
    List<Tensor> of(Tensor xb);
  }

  private static void step(
      FitState state,
      UpperLayers upper,
      Windows windows,
      int[] batch,
      Vocabulary vocabulary,
      Penalties penalties) {
    try (var scope = Scope.withGradients()) {
      Learned learned = state.current();
      Tensor owners = Tensor.indices(windows.owners(batch));
      Tensor xb = learned.x().select(0, owners);
      List<Tensor> leaves = new ArrayList<>();
      if (xb.size(1) > 0) { // a plain LoRA has no x
        leaves.add(xb.requireGradient());
      }
      int shared = leaves.size();
      for (Tensor parameter : state.adam().parameters()) {
        leaves.add(parameter.requireGradient());
      }
      var back =
          upper.backward(batch, learned.adapter().with(xb), leaves, vocabulary, penalties.of(xb));
      try (var updates = Scope.open()) {
        List<Tensor> gradients = back.gradients();
        Tensor ascent = shared == 0 ? xb : gradients.getFirst().to(DType.F32).negate();
        state.gather(owners, ascent, back.nats(), windows.targets(batch));
        state.adam().step(gradients.subList(shared, leaves.size()));
      }
    }
  }

  /** Only a learned A has to be told: x is told when it moves. */
  private List<Tensor> penalties(FitState state, int[] batch, Tensor xb) {
    if (options.orthogonality() == 0 || !options.form().learnedA()) {
      return List.of();
    }
    float[] counts = new float[batch.length];
    for (int i = 0; i < batch.length; i++) {
      counts[i] = trainingCounts[windows.owner()[batch[i]]];
    }
    Tensor each = Tensor.of(counts, counts.length);
    Adapter adapter = state.current().adapter();
    return List.of(Overlap.share(adapter, xb, each, options.orthogonality()));
  }

  /** Moves every x by the gradients gathered, and then the mean document to x = 0. */
  private void newton(FitState state, Tensor counts) {
    if (state.current().x().size(1) == 0) {
      state.reset();
      return;
    }
    try (var scope = Scope.open()) {
      Learned learned = state.current();
      Fisher fisher = state.fisher().damped();
      Tensor precision = options.prior().precision(fisher, options.l2());
      Tensor moved =
          Overlap.step(
              learned.adapter(),
              options.orthogonality(),
              learned.x(),
              state.gradient(),
              counts,
              fisher,
              precision,
              state.expected());
      if (options.nonNegative()) {
        moved = moved.atLeast(0);
      }
      Learned next = new Learned(learned.adapter(), moved, fisher, precision, learned.encoder());
      if (options.nonNegative() || !learned.adapter().affine()) {
        learned.copyFrom(next);
      } else {
        Tensor mean = moved.mul(counts).sum(0).div(counts.sum()); // [n]
        learned.copyFrom(next.recentred(mean));
        if (options.prior() == Prior.ENCODER) {
          state.expected().copyInPlace(state.expected().sub(mean));
        } else {
          learned.encoder().intercept().fillInPlace(0);
        }
      }
      state.reset();
    }
  }

  private double stopping(FitState state, UpperLayers upper, Vocabulary whole) {
    int[] held = windows.rows(true);
    if (held.length == 0) {
      return Double.NaN; // nothing to stop by: every pass is kept
    }
    int[] sample = Shuffle.sample(held.length, STOPPING_WINDOWS, random("stopping", 0));
    int[] rows = Arrays.stream(sample).map(i -> held[i]).toArray();
    Learned learned = state.current();
    var own = HeldOut.Candidate.own(learned.x());
    double[] nats =
        HeldOut.nats(upper, windows, learned.adapter(), List.of(own), rows, whole, progress)[0];
    return Arrays.stream(nats).sum() / windows.targets(rows);
  }

  private FitResult result(FitState state, UpperLayers upper, Vocabulary whole) {
    Learned learned = Learned.empty(base.config(), modules, windows.documents(), rank(), options);
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
