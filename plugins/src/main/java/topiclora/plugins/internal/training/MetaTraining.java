package topiclora.plugins.internal.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import topiclora.core.LearningOptions;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.adapter.Modulation;
import topiclora.core.internal.adapter.ModulationFactory;
import topiclora.core.internal.fit.Checkpoint;
import topiclora.core.internal.fit.Fisher;
import topiclora.core.internal.fit.Fit;
import topiclora.core.internal.fit.FitResult;
import topiclora.core.internal.fit.FitState;
import topiclora.core.internal.fit.Newton;
import topiclora.core.internal.fit.Parameters;
import topiclora.core.internal.forward.Activations;
import topiclora.core.internal.forward.SampledSoftmax;
import topiclora.core.internal.forward.UpperLayers;
import topiclora.core.internal.windows.SeededRandom;
import topiclora.core.internal.windows.Windows;
import topiclora.lm.Progress;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * Learns the shared adapter of knowledge plugins: one in which a vector that has read a document's
 * sentences answers questions about it.
 *
 * <p>Documents come in small groups. Their vectors take a Newton step on their sentences, and the
 * shared adapter then learns from the questions with the vectors as they are: what fold-in will do
 * with documents that nobody has questions for is what is trained. Learning both from the same
 * sentences fails: the shared adapter memorises the corpus and the vectors stay idle (design.md,
 * 5b).
 */
public final class MetaTraining {
  private static final int GROUP = 16;
  private static final int BATCH_TOKENS = 512;

  /** What a dimension of a vector at one changes in a map's output, against the output's length. */
  private static final double EFFECT = 0.1;

  private static final int SIZED_BY = 64;

  /**
   * Numbers of these vectors are about a tenth. What acts without a vector would soon outweigh them
   * and learn the subjects of the documents of the meta-training, which others do not share.
   */
  private static final double PLAIN = 0.3;

  private final BaseModel base;
  private final Windows passages;
  private final Windows questions;
  private final LearningOptions options;
  private final List<ModuleId> modules;
  private final Checkpoint checkpoint;
  private final Progress progress;
  private final int[][] passagesOf;
  private final int[][] questionsOf;

  /**
   * @param passages the documents' sentences; what is only read before them is left out here
   * @param questions about the same documents, by the same indices
   */
  public MetaTraining(
      BaseModel base,
      Windows passages,
      Windows questions,
      LearningOptions options,
      Checkpoint checkpoint,
      Progress progress) {
    this.base = base;
    this.passages = passages.withoutContext();
    this.questions = questions;
    this.options = options;
    this.modules = Fit.modules(base, options);
    this.checkpoint = checkpoint;
    this.progress = progress;
    this.passagesOf =
        this.passages.byDocument(
            IntStream.range(0, passages.count()).toArray(), passages.documents());
    this.questionsOf =
        questions.byDocument(IntStream.range(0, questions.count()).toArray(), passages.documents());
  }

  /**
   * Runs to the end, from wherever the checkpoint stands: the shared adapter, and the vectors that
   * the documents came to on the way.
   */
  public Parameters run() {
    var state = new FitState(base.config(), modules, passages.documents(), options.rank(), options);
    if (!checkpoint.restore(state)) {
      try (var scope = Scope.open()) {
        state.current().adapter().copyFrom(drawn());
        state.beginAdam(options.sharedLearningRate(), PLAIN);
      }
    }
    while (state.epochs().size() < options.epochs()) {
      epoch(state);
    }
    return state.current();
  }

  /** A and U Gaussian, V zero; U of a length that gives each dimension of x the same effect. */
  private Adapter drawn() {
    int[] rows = Arrays.copyOf(passages.rows(false), Math.min(SIZED_BY, passages.count()));
    SequencedMap<ModuleId, Double> effects = new LinkedHashMap<>();
    LinearHook sized =
        (module, h) -> {
          if (modules.contains(module)) {
            double in = rootMeanSquare(h);
            double out = rootMeanSquare(h.linear(base.weight(module)));
            effects.put(module, EFFECT * out / (in * Math.sqrt(h.size(2))));
          }
          return null;
        };
    base.blocks(base.embed(passages.ids(rows)), 0, base.config().layers(), sized);
    SequencedMap<ModuleId, Modulation> drawn = new LinkedHashMap<>();
    RandomGenerator random = SeededRandom.generator(options.seed(), "A", 0);
    effects.forEach(
        (module, effect) -> {
          int in = base.config().in(module.kind());
          int out = base.config().out(module.kind());
          drawn.put(
              module,
              new ModulationFactory(options.modulation())
                  .random(in, out, options.rank(), effect, random));
        });
    return Adapter.of(drawn, options.sharing());
  }

  /** Of the entries; the first position of a text is left out, where a model parks attention. */
  private static double rootMeanSquare(Tensor states) {
    Tensor after = states.narrow(1, 1, states.size(1) - 1L).to(DType.F32);
    return Math.sqrt(after.square().mean().item());
  }

  private void epoch(FitState state) {
    int number = state.epochs().size();
    int[] order =
        SeededRandom.of(
            IntStream.range(0, passages.documents()).toArray(),
            SeededRandom.generator(options.seed(), "order", number));
    try (var scope = Scope.open()) {
      RandomGenerator random = SeededRandom.generator(options.seed(), "vocabulary", number);
      SampledSoftmax vocabulary = SampledSoftmax.of(base, List.of(passages, questions), random);
      int seen = 0;
      for (int at = 0; at < order.length; at += GROUP) {
        int[] group = Arrays.copyOfRange(order, at, Math.min(at + GROUP, order.length));
        seen += rows(passagesOf, group).length;
        if (seen > state.position()) { // otherwise done before an interruption
          group(state, group, vocabulary);
          checkpoint.saveNowAndThen(state);
        }
        progress.step(
            "meta-training, epoch " + (number + 1),
            at + group.length,
            order.length,
            "%.3f nats".formatted(state.nats()));
      }
      Parameters learned = state.current();
      Fisher fisher = state.fisher().damped();
      learned.copyFrom(
          new Parameters(
              learned.adapter(),
              learned.x(),
              fisher,
              fisher.precision(options.prior(), options.l2()),
              learned.encoder()));
      double nats = state.nats();
      state.reset();
      state.endEpoch(new FitResult.Epoch(nats, Double.NaN)); // nothing is held out
    }
    checkpoint.save(state);
  }

  private static int[] rows(int[][] of, int[] documents) {
    return Arrays.stream(documents).mapToObj(d -> of[d]).flatMapToInt(Arrays::stream).toArray();
  }

  private void group(FitState state, int[] documents, SampledSoftmax vocabulary) {
    Parameters learned = state.current();
    Activations read = Activations.computed(base, passages, learned.adapter().firstLayer());
    var upper = new UpperLayers(base, passages, read, learned.adapter().firstLayer());
    for (int[] batch : passages.batches(rows(passagesOf, documents), BATCH_TOKENS)) {
      step(state, upper, passages, batch, vocabulary, true);
    }
    newton(state, documents);
    Activations asked = Activations.computed(base, questions, learned.adapter().firstLayer());
    upper = new UpperLayers(base, questions, asked, learned.adapter().firstLayer());
    for (int[] batch : questions.batches(rows(questionsOf, documents), BATCH_TOKENS)) {
      step(state, upper, questions, batch, vocabulary, false);
    }
  }

  /**
   * One batch: the shared adapter moves by its mean loss.
   *
   * @param gathered whether x is told of it too
   */
  private static void step(
      FitState state,
      UpperLayers upper,
      Windows windows,
      int[] batch,
      SampledSoftmax vocabulary,
      boolean gathered) {
    try (var scope = Scope.withGradients()) {
      Parameters learned = state.current();
      Tensor owners = Tensor.indices(windows.owners(batch));
      Tensor xb = learned.x().select(0, owners).detach();
      List<Tensor> leaves = new ArrayList<>();
      if (gathered) {
        leaves.add(xb.requireGradient());
      }
      state.adam().parameters().forEach(parameter -> leaves.add(parameter.requireGradient()));
      var back = upper.backward(batch, learned.adapter().with(xb), leaves, vocabulary);
      try (var updates = Scope.open()) {
        List<Tensor> gradients = back.gradients();
        if (gathered) {
          Tensor ascent = gradients.getFirst().to(DType.F32).negate();
          state.gather(owners, ascent, new float[batch.length], 0);
        } else {
          state.addLosses(back.nll(), windows.targets(batch));
        }
        state.adam().step(gradients.subList(gathered ? 1 : 0, gradients.size()));
      }
    }
  }

  /** Moves the vectors of some documents by what was gathered about them. */
  private void newton(FitState state, int[] documents) {
    try (var scope = Scope.open()) {
      Tensor chosen = Tensor.indices(documents);
      Tensor x = state.current().x().select(0, chosen);
      float[] counts = new float[documents.length];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = passagesOf[documents[i]].length;
      }
      Fisher fisher = state.fisher().damped();
      Tensor moved =
          Newton.step(
              x,
              state.gradient().select(0, chosen),
              Tensor.of(counts, counts.length, 1),
              fisher,
              fisher.precision(options.prior(), options.l2()),
              x.mul(0));
      // One step as long as the several that fold-in makes, so that questions meet such vectors.
      double reach = 1 - Math.pow(1 - Newton.reach(fisher, options), options.foldInSteps());
      state.current().x().addRowsInPlace(chosen, moved.sub(x).mul(reach));
      state.gradient().fillInPlace(0);
    }
  }
}
