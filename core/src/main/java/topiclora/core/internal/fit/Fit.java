package topiclora.core.internal.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import topiclora.core.LearningOptions;
import topiclora.core.Modulate;
import topiclora.core.Prior;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.forward.ActivationCache;
import topiclora.core.internal.forward.PromptEmbeddings;
import topiclora.core.internal.forward.SampledSoftmax;
import topiclora.core.internal.forward.UpperLayers;
import topiclora.core.internal.start.SpectralStart;
import topiclora.core.internal.windows.SeededRandom;
import topiclora.core.internal.windows.Training;
import topiclora.core.internal.windows.Windows;
import topiclora.lm.LinearKind;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * Learns the shared adapter and every document's vector: gradient pass, spectral start, then epochs
 * of Newton on x and Adam on U and V, stopped by held-out windows.
 */
public final class Fit {
  public static final int BATCH = 128;

  private static final int STOPPING_WINDOWS = 1024;
  private static final long CACHE_BYTES = 16L << 30;

  private final BaseModel base;
  private final Windows windows;
  private final Training training;
  private final LearningOptions options;
  private final List<ModuleId> modules;
  private final Checkpoint checkpoint;
  private final Progress progress;

  /**
   * @param checkpoint where the work is kept; earlier work in it is continued
   */
  public Fit(
      BaseModel base,
      Windows windows,
      LearningOptions options,
      Checkpoint checkpoint,
      Progress progress) {
    this.base = base;
    this.windows = windows;
    this.training = Training.of(windows);
    // The encoder is fitted across the windows of a document: with one window each there is none.
    this.options = training.predictable() ? options : options.toBuilder().prior(Prior.ZERO).build();
    this.modules = modules(base, options);
    this.checkpoint = checkpoint;
    this.progress = progress;
  }

  /** The modules that the options name, lowest layer first. */
  public static List<ModuleId> modules(BaseModel base, LearningOptions options) {
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
        if (options.targetModules().contains(kind)) {
          modules.add(new ModuleId(layer, kind));
        }
      }
    }
    return modules;
  }

  /** Runs to the end, from wherever the checkpoint stands. */
  public FitResult run() {
    int fitted = training.documents();
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
      try (var scope = Scope.open()) {
        new Initialisation(base, training, options, modules, rank(), progress)
            .write(state, upper, cache, promptEmbeddings());
      }
      checkpoint.save(state);
    }
    SampledSoftmax whole = SampledSoftmax.whole(base);
    while (state.epochs().size() < options.epochs() && !state.converged()) {
      epoch(state, upper, whole);
    }
    return result(state, upper, whole);
  }

  /**
   * What the base takes each document to be about, {@code [D, W]}; nothing where only the evidence
   * counts, as where there are no vectors.
   */
  private Tensor promptEmbeddings() {
    if (options.prior() == Prior.ZERO || options.modulation().modulate() == Modulate.NONE) {
      return Tensor.zeros(DType.F32, windows.documents(), base.config().width());
    }
    return checkpoint.promptEmbeddings(
        options.seed(),
        () ->
            PromptEmbeddings.of(
                base, windows.texts(training.rows(), 0, windows.documents()), progress));
  }

  /** No more directions than documents can differ in, and than the start can find. */
  private int rank() {
    int outputs = modules.stream().mapToInt(m -> base.config().out(m.kind())).sum();
    int found = Math.min(outputs, SpectralStart.COMPONENTS);
    return Math.min(options.rank(), Math.min(training.documents() - 1, found));
  }

  private void epoch(FitState state, UpperLayers upper, SampledSoftmax whole) {
    int number = state.epochs().size();
    int[] order = SeededRandom.of(training.rows(), random("order", number));
    try (var scope = Scope.open()) {
      SampledSoftmax vocabulary =
          SampledSoftmax.of(base, windows, random("vocabulary", number + 1));
      while (state.position() < order.length) {
        int at = state.position();
        int[] batch = Arrays.copyOfRange(order, at, Math.min(at + BATCH, order.length));
        step(state, upper, windows, batch, vocabulary, xb -> penalties(state, batch, xb));
        progress.step(
            "epoch " + (number + 1),
            state.position(),
            order.length,
            "%.3f nats".formatted(state.nats()));
        checkpoint.saveNowAndThen(state);
      }
      double trained = state.nats();
      Newton.move(state, training.perDocument(), options);
      state.endEpoch(new FitResult.Epoch(trained, stopping(state, upper, whole)));
    }
    checkpoint.save(state);
  }

  /** One batch of windows: gradients of x are gathered, the shared adapter moves. */
  public static void step(
      FitState state, UpperLayers upper, Windows windows, int[] batch, SampledSoftmax vocabulary) {
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
      SampledSoftmax vocabulary,
      Penalties penalties) {
    try (var scope = Scope.withGradients()) {
      Parameters learned = state.current();
      Tensor owners = Tensor.indices(windows.owners(batch));
      Tensor xb = learned.x().select(0, owners).requireGradient();
      List<Tensor> leaves = new ArrayList<>(List.of(xb));
      state.adam().parameters().forEach(p -> leaves.add(p.requireGradient()));
      var back =
          upper.backward(batch, learned.adapter().with(xb), leaves, vocabulary, penalties.of(xb));
      try (var updates = Scope.open()) {
        List<Tensor> gradients = back.gradients();
        Tensor ascent = gradients.getFirst().to(DType.F32).negate();
        state.gather(owners, ascent, back.nll(), windows.targets(batch));
        state.adam().step(gradients.subList(1, leaves.size()));
      }
    }
  }

  /** For a learned A alone: for x they are in its own step. */
  private List<Tensor> penalties(FitState state, int[] batch, Tensor xb) {
    if (options.orthogonality() == 0 || !options.modulation().trainA()) {
      return List.of();
    }
    Tensor each = training.perWindow(batch);
    Adapter adapter = state.current().adapter();
    return List.of(OrthogonalityPenalty.share(adapter, xb, each, options.orthogonality()));
  }

  private double stopping(FitState state, UpperLayers upper, SampledSoftmax whole) {
    int[] held = windows.rows(true);
    if (held.length == 0) {
      return Double.NaN; // nothing to stop by: every epoch is kept
    }
    int[] sample = SeededRandom.sample(held.length, STOPPING_WINDOWS, random("stopping", 0));
    int[] rows = Arrays.stream(sample).map(i -> held[i]).toArray();
    Parameters learned = state.current();
    var own = HeldOutEvaluation.VectorChoice.own(learned.x());
    double[] nats =
        HeldOutEvaluation.nll(
            upper, windows, learned.adapter(), List.of(own), rows, whole, progress)[0];
    return Arrays.stream(nats).sum() / windows.targets(rows);
  }

  private FitResult result(FitState state, UpperLayers upper, SampledSoftmax whole) {
    Parameters learned =
        Parameters.empty(base.config(), modules, windows.documents(), rank(), options);
    try (var scope = Scope.open()) {
      learned.copyFrom(state.best().normalised());
    }
    HeldOut heldOut =
        HeldOutEvaluation.of(
            upper, windows, learned.adapter(), learned.x(), windows.rows(true), whole, progress);
    return new FitResult(learned, training.counts(), heldOut, state.epochs());
  }

  private RandomGenerator random(String purpose, long number) {
    return SeededRandom.generator(options.seed(), purpose, number);
  }
}
