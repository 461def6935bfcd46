package topiclora.bench.speed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import topiclora.core.LearningOptions;
import topiclora.core.internal.fit.Fit;
import topiclora.core.internal.fit.FitState;
import topiclora.core.internal.fit.FoldIn;
import topiclora.core.internal.fit.Newton;
import topiclora.core.internal.fit.Parameters;
import topiclora.core.internal.forward.ActivationCache;
import topiclora.core.internal.forward.Activations;
import topiclora.core.internal.forward.Loss;
import topiclora.core.internal.forward.PromptEmbeddings;
import topiclora.core.internal.forward.SampledSoftmax;
import topiclora.core.internal.forward.UpperLayers;
import topiclora.core.internal.windows.SeededRandom;
import topiclora.core.internal.windows.Windows;
import topiclora.core.internal.windows.WindowsBuilder;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Linalg;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * What the parts of a default fit cost on this machine, on made-up windows of a corpus that uses a
 * quarter of the base's tokens.
 *
 * <p>The step is the one that {@link Fit} takes; its parts are run one after the other and timed
 * apart, so that what is left is what lies between them.
 */
final class StepBenchmark {
  private static final int DOCUMENTS = 10;
  private static final int USED = 4;
  private static final int ROUNDS = 3;
  private static final int WARM = 6;

  private final BaseModel base;
  private final LearningOptions options = LearningOptions.topics();
  private final Windows windows;
  private final SampledSoftmax vocabulary;
  private final FitState state;
  private final int from;
  private final int[] batch;

  private StepBenchmark(BaseModel base) {
    this.base = base;
    int used = base.config().vocabulary() / USED;
    var random = SeededRandom.generator(options.seed(), "benchmark", 0);
    int[] tokens = SeededRandom.of(IntStream.range(0, used).toArray(), random);
    int start = base.tokenizer().textBos();
    var builder = new WindowsBuilder(options.window(), options.maxTokens(), options.seed(), start);
    for (int d = 0; d < DOCUMENTS; d++) {
      builder.add("document " + d, Arrays.copyOfRange(tokens, d, d + options.maxTokens()));
    }
    this.windows = builder.build();
    var corpus = new WindowsBuilder(options.window(), used, options.seed(), start);
    corpus.add("the corpus", tokens);
    this.vocabulary = SampledSoftmax.of(base, corpus.build(), random);
    var modules = Fit.modules(base, options);
    this.from = modules.getFirst().layer();
    this.state = new FitState(base.config(), modules, DOCUMENTS, options.rank(), options);
    Parameters learned = state.current();
    learned.fisher().blocks().copyInPlace(Linalg.eye(options.rank()).unsqueeze(0));
    learned.precision().fillInPlace(1);
    state.beginAdam(1, 1); // scales are all zero: nothing moves
    int[] training = windows.rows(false);
    this.batch = Arrays.copyOf(training, Math.min(Fit.BATCH, training.length));
  }

  /**
   * What was measured, in seconds; the median of some rounds.
   *
   * @param firstLayer the lowest layer that x changes
   * @param windows whose activations were computed once, for the cache
   * @param promptTokens tokens behind each of them
   * @param forwardPass time for those
   * @param batch windows of a step
   * @param vocabulary tokens of the step's softmax
   * @param step time of a whole step
   * @param parts times of its parts by name
   * @param newton a step of x for so many documents as are folded in
   * @param documents that were folded in
   * @param foldIn time for those
   */
  record Times(
      int firstLayer,
      int windows,
      int promptTokens,
      double forwardPass,
      int batch,
      int vocabulary,
      double step,
      SequencedMap<Phase, Double> parts,
      double newton,
      int documents,
      double foldIn) {}

  /** Parts of a step. */
  enum Phase {
    /** The cached activations come from the file. */
    READ,
    /** The upper layers, with what x adds. */
    FORWARD,
    /** Softmax and losses, and their gradients at the hidden states. */
    HEAD,
    /** From there to the gradients of x, U and V. */
    BACKWARD,
    /** The gradients are gathered, and Adam moves U and V. */
    UPDATE
  }

  /** Runs everything, which takes a minute or so. */
  static Times of(BaseModel base, Progress progress) {
    try (var scope = Scope.open()) {
      return new StepBenchmark(base).run(progress);
    }
  }

  private Times run(Progress progress) {
    Path file = temporary();
    try {
      var cache = new ActivationCache(base, from, windows, file, Long.MAX_VALUE);
      double forwardPass = seconds(() -> cache.fill(Progress.SILENT));
      progress.step("forward passes", 1, 4, "");
      var upper = new UpperLayers(base, windows, cache, from);
      Runnable step = () -> Fit.step(state, upper, windows, batch, vocabulary);
      for (int i = 0; i < WARM; i++) {
        step.run(); // the first ones are compiled, and the processor wakes up
      }
      double whole = median(() -> seconds(step));
      progress.step("steps", 2, 4, "");
      SequencedMap<Phase, Double> parts = parts(cache);
      progress.step("their parts", 3, 4, "");
      double newton = median(() -> seconds(this::newton));
      double foldIn =
          seconds(() -> FoldIn.vectors(base, windows, state.current(), options, Progress.SILENT));
      progress.step("folding in", 4, 4, "");
      return new Times(
          from,
          windows.count(),
          PromptEmbeddings.question(base).length,
          forwardPass,
          batch.length,
          vocabulary.weight().size(0),
          whole,
          parts,
          newton,
          DOCUMENTS,
          foldIn);
    } finally {
      remove(file);
    }
  }

  private SequencedMap<Phase, Double> parts(Activations cache) {
    var clock = new Clock();
    for (int i = 0; i < ROUNDS; i++) {
      round(cache, clock);
    }
    return clock.medians();
  }

  /** One step by hand. */
  private void round(Activations cache, Clock clock) {
    var targets = UpperLayers.Targets.of(windows, batch);
    try (var scope = Scope.withGradients()) {
      clock.start();
      Tensor read = cache.rows(batch);
      clock.lap(Phase.READ);
      Tensor owners = Tensor.indices(windows.owners(batch));
      Tensor xb = state.current().x().select(0, owners).requireGradient();
      List<Tensor> leaves = new ArrayList<>(List.of(xb));
      state.adam().parameters().forEach(p -> leaves.add(p.requireGradient()));
      var upper = new UpperLayers(base, windows, cache, from);
      Tensor hidden = upper.hidden(read, state.current().adapter().with(xb), targets);
      clock.lap(Phase.FORWARD);
      Tensor seed = seed(hidden, targets);
      clock.lap(Phase.HEAD);
      List<Tensor> gradients = hidden.gradients(seed, leaves);
      clock.lap(Phase.BACKWARD);
      try (var updates = Scope.open()) {
        Tensor ascent = gradients.getFirst().to(DType.F32).negate();
        state.gather(owners, ascent, new float[batch.length], 0);
        state.adam().step(gradients.subList(1, leaves.size()));
      }
      clock.lap(Phase.UPDATE);
    }
  }

  /** Times of the parts, round by round. */
  private static final class Clock {
    private final Map<Phase, List<Double>> laps = new EnumMap<>(Phase.class);
    private long last;

    void start() {
      last = System.nanoTime();
    }

    void lap(Phase part) {
      long now = System.nanoTime();
      laps.computeIfAbsent(part, unused -> new ArrayList<>()).add((now - last) / 1e9);
      last = now;
    }

    SequencedMap<Phase, Double> medians() {
      SequencedMap<Phase, Double> medians = new LinkedHashMap<>();
      laps.forEach(
          (part, times) ->
              medians.put(part, middle(times.stream().mapToDouble(Double::doubleValue).toArray())));
      return medians;
    }
  }

  private Tensor seed(Tensor hidden, UpperLayers.Targets targets) {
    try (var scope = Scope.open()) {
      Loss loss = Loss.of(hidden.detach(), vocabulary, targets.token());
      return scope.keep(loss.gradient());
    }
  }

  private void newton() {
    try (var scope = Scope.open()) {
      Parameters learned = state.current();
      Tensor counts = Tensor.zeros(DType.F32, DOCUMENTS, 1).fillInPlace(1);
      Newton.step(
          learned.x(),
          state.gradient(),
          counts,
          learned.fisher(),
          learned.precision(),
          state.predicted());
    }
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(DoubleSupplier measured) {
    double[] times = new double[ROUNDS];
    Arrays.setAll(times, i -> measured.getAsDouble());
    return middle(times);
  }

  private static double middle(double[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("topiclora-speed", ".bf16");
    } catch (IOException e) {
      throw TopicLoraException.Storage.of("cannot make a file for activations", e);
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw TopicLoraException.Storage.of("cannot remove " + file, e);
    }
  }
}
