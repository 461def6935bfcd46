package topiclora.core.internal.fit;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import topiclora.core.LearningOptions;
import topiclora.core.Prior;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.adapter.Modulation;
import topiclora.core.internal.adapter.ModulationFactory;
import topiclora.core.internal.forward.ActivationCache;
import topiclora.core.internal.forward.PromptEmbeddings;
import topiclora.core.internal.forward.SampledSoftmax;
import topiclora.core.internal.forward.UpperLayers;
import topiclora.core.internal.forward.WindowFeatures;
import topiclora.core.internal.forward.WindowGradients;
import topiclora.core.internal.start.CrossRidge;
import topiclora.core.internal.start.Encoder;
import topiclora.core.internal.start.SpectralStart;
import topiclora.core.internal.windows.SeededRandom;
import topiclora.core.internal.windows.Training;
import topiclora.core.internal.windows.Windows;
import topiclora.lm.Progress;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * Where a fit begins: every module at its start, in the directions in which documents differ, and
 * every x after its first Newton step.
 *
 * @param rank directions that are looked for
 */
record Initialisation(
    BaseModel base,
    Training training,
    LearningOptions options,
    List<ModuleId> modules,
    int rank,
    Progress progress) {
  private static final long GRADIENT_BYTES = 200L << 20;

  /** Dimensions of topic vectors are of about one: what acts without them is as large. */
  private static final double PLAIN = 1;

  /**
   * Writes it into {@code state}, which is all zero.
   *
   * @param promptEmbeddings what the base takes each document to be about, {@code [D, W]}
   */
  void write(FitState state, UpperLayers upper, ActivationCache cache, Tensor promptEmbeddings) {
    Windows windows = training.windows();
    int[] rows = gradientRows();
    try (var scope = Scope.open()) {
      SampledSoftmax vocabulary = SampledSoftmax.of(base, windows, random("vocabulary"));
      WindowGradients gradients =
          WindowGradients.of(base, upper, modules, rows, vocabulary, progress);
      WindowFeatures sampled =
          PromptEmbeddings.features(windows, rows, cache::promptEmbeddings, base.config().width());
      Parameters learned = state.current();
      SpectralStart.Start found =
          training.predictable()
              ? SpectralStart.found(gradients, sampled, promptEmbeddings, rank)
              : SpectralStart.principal(gradients, sampled, rank);
      learned.adapter().copyFrom(placed(found.directions(), gradients));
      Tensor scores = gradients.evidence(learned.adapter()); // [N, n]
      state.gather(sampled.owners(), scores, new float[rows.length], 0);
      if (options.prior() == Prior.ENCODER && learned.adapter().dimensions() > 0) {
        expect(
            state,
            predicted(found, state, scores, sampled),
            sampled.counts().positive(),
            promptEmbeddings);
      }
      Newton.move(state, sampled.counts(), options);
      state.beginAdam(options.sharedLearningRate(), PLAIN);
      state.best().copyFrom(learned);
    }
  }

  /** Where each document that the start has seen is predicted to be, {@code [D, n]}. */
  private Tensor predicted(
      SpectralStart.Start found, FitState state, Tensor scores, WindowFeatures sampled) {
    Adapter adapter = state.current().adapter();
    if (new ModulationFactory(options.modulation()).followsDirections()) {
      return Tensor.cat(Collections.nCopies(adapter.dimensions() / rank, found.predicted()), 1);
    }
    Tensor overall = scores.mean(0);
    Tensor others = CrossRidge.fit(sampled, scores.sub(overall)).predictions();
    return state.fisher().damped().solve(others.add(overall));
  }

  /**
   * Fits the encoder to what is predicted of some documents, and asks it about all of them, so that
   * a document comes to the same place whether it is fitted or folded in. What is predicted of a
   * document does not come from its own gradients.
   *
   * @param seen 1 for a document that something is predicted of, else 0; {@code [D, 1]}
   */
  private static void expect(
      FitState state, Tensor predicted, Tensor seen, Tensor promptEmbeddings) {
    Encoder encoder = Encoder.fit(promptEmbeddings, seen, predicted);
    Tensor expected = encoder.predict(promptEmbeddings);
    state.predicted().copyInPlace(expected);
    Parameters learned = state.current();
    learned.copyFrom(
        new Parameters(
            learned.adapter(), expected, learned.fisher(), learned.precision(), encoder));
    learned.x().fillInPlace(0);
  }

  /** Training windows of as many whole documents as memory is set aside for. */
  private int[] gradientRows() {
    int width = modules.stream().mapToInt(m -> base.config().out(m.kind())).sum();
    long most = GRADIENT_BYTES / ((long) DType.BF16.bytes() * width);
    int[] counts = training.counts();
    boolean[] chosen = new boolean[counts.length];
    int taken = 0;
    for (int document :
        SeededRandom.of(IntStream.range(0, counts.length).toArray(), random("documents"))) {
      if (taken + counts[document] <= most) {
        chosen[document] = true;
        taken += counts[document];
      }
    }
    int[] owner = training.windows().owner();
    return Arrays.stream(training.rows()).filter(row -> chosen[owner[row]]).toArray();
  }

  /** Every module at its start, with its rows of the directions {@code [G, r]}. */
  private Adapter placed(Tensor directions, WindowGradients gradients) {
    SequencedMap<ModuleId, Modulation> placed = new LinkedHashMap<>();
    var factory = new ModulationFactory(options.modulation());
    RandomGenerator random = random("A");
    int at = 0;
    for (int i = 0; i < modules.size(); i++) {
      int out = base.config().out(modules.get(i).kind());
      Tensor own = directions.narrow(0, at, out);
      Tensor mean = gradients.meanInput().get(i);
      placed.put(modules.get(i), factory.initialised(own, mean, random));
      at += out;
    }
    return Adapter.of(placed, options.sharing());
  }

  private RandomGenerator random(String purpose) {
    return SeededRandom.generator(options.seed(), purpose, 0);
  }
}
