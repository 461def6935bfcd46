package topiclora.fit;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import topiclora.Progress;
import topiclora.adapter.Adapter;
import topiclora.adapter.Modulation;
import topiclora.base.BaseModel;
import topiclora.base.ModuleId;
import topiclora.tensor.DType;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/**
 * Where a fit begins: every module at its start, in the directions that tell the documents apart,
 * and every x after its first Newton step.
 *
 * @param rank directions that are looked for
 */
record FitStart(
    BaseModel base,
    Training training,
    FitOptions options,
    List<ModuleId> modules,
    int rank,
    Progress progress) {
  private static final long GRADIENT_BYTES = 200L << 20;

  /** Vectors of topics have numbers of about one: what acts without them is as large. */
  private static final double PLAIN = 1;

  /**
   * Writes it into {@code state}, which is all zero.
   *
   * @param subjects what the base takes each document to be about, {@code [D, W]}
   */
  void write(FitState state, UpperLayers upper, ActivationCache cache, Tensor subjects) {
    Windows windows = training.windows();
    int[] rows = gradientRows();
    try (var scope = Scope.open()) {
      Vocabulary vocabulary = Vocabulary.of(base, windows, random("vocabulary"));
      WindowGradients gradients =
          WindowGradients.of(base, upper, modules, rows, vocabulary, progress);
      WindowFeatures sampled =
          Subjects.features(windows, rows, cache::subjects, base.config().width());
      Learned learned = state.current();
      SpectralStart.Found found =
          training.foretellable()
              ? SpectralStart.found(gradients, sampled, subjects, rank)
              : SpectralStart.principal(gradients, sampled, rank);
      learned.adapter().copyFrom(placed(found.directions(), gradients));
      Tensor scores = gradients.evidence(learned.adapter()); // [N, n]
      state.gather(sampled.owners(), scores, new float[rows.length], 0);
      if (options.prior() == Prior.ENCODER && learned.adapter().numbers() > 0) {
        expect(
            state, foretold(found, state, scores, sampled), sampled.counts().positive(), subjects);
      }
      Newton.move(state, sampled.counts(), options);
      state.beginAdam(options.sharedRate(), PLAIN);
      state.best().copyFrom(learned);
    }
  }

  /** Where each document that the start has seen is foretold to be, {@code [D, n]}. */
  private Tensor foretold(
      SpectralStart.Found found, FitState state, Tensor scores, WindowFeatures sampled) {
    Adapter adapter = state.current().adapter();
    if (options.form().followsDirections()) {
      return Tensor.cat(Collections.nCopies(adapter.numbers() / rank, found.foretold()), 1);
    }
    Tensor overall = scores.mean(0);
    Tensor others = CrossRidge.fit(sampled, scores.sub(overall)).leftOut();
    return state.fisher().damped().solve(others.add(overall));
  }

  /**
   * Fits the encoder to what is foretold of some documents, and asks it about all of them, so that
   * a document comes to the same place whether it is fitted or folded in. What is foretold of a
   * document does not come from its own gradients.
   *
   * @param seen 1 for a document that something is foretold of, else 0; {@code [D, 1]}
   */
  private static void expect(FitState state, Tensor foretold, Tensor seen, Tensor subjects) {
    Encoder encoder = Encoder.fit(subjects, seen, foretold);
    Tensor expected = encoder.expected(subjects);
    state.expected().copyInPlace(expected);
    Learned learned = state.current();
    learned.copyFrom(
        new Learned(learned.adapter(), expected, learned.fisher(), learned.precision(), encoder));
    learned.x().fillInPlace(0);
  }

  /** Training windows of as many whole documents as memory is set aside for. */
  private int[] gradientRows() {
    int width = modules.stream().mapToInt(m -> base.config().out(m.kind())).sum();
    long most = GRADIENT_BYTES / ((long) DType.BF16.bytes() * width);
    int[] counts = training.counts();
    boolean[] chosen = new boolean[counts.length];
    int taken = 0;
    for (int document : Shuffle.of(ActivationCache.range(0, counts.length), random("documents"))) {
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
    RandomGenerator random = random("A");
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

  private RandomGenerator random(String purpose) {
    return Shuffle.generator(options.seed(), purpose, 0);
  }
}
