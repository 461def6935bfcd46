package topiclora.core.internal.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import topiclora.core.LearningOptions;
import topiclora.core.Prior;
import topiclora.core.TextUnit;
import topiclora.core.internal.forward.Activations;
import topiclora.core.internal.forward.PromptEmbeddings;
import topiclora.core.internal.forward.SampledSoftmax;
import topiclora.core.internal.forward.UpperLayers;
import topiclora.core.internal.windows.SeededRandom;
import topiclora.core.internal.windows.Windows;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * Vectors for documents that no fit has seen: everything shared stays as it is, only x moves.
 *
 * <p>A step after which a document's own windows are foretold worse, or not at all, is halved. The
 * Fisher matrix is the fit's, and where that had few documents its steps can be many times too long
 * for others.
 */
public final class FoldIn {
  private static final int CHUNK = 512;
  private static final int BATCH_TOKENS = 2048;

  /**
   * Share of the last step that the next one goes on with (the heavy ball, Polyak 1964), where the
   * diagonal of the Fisher matrix is all that is known: directions in which numbers overlap make
   * steps short, along others they would take long (experiment 38).
   */
  private static final double MOMENTUM = 0.5;

  /** How much longer than where the steps lead vectors of plugins are: experiment 27. */
  private static final double STRETCH = 1.3;

  /** Steps that the numbers make which a vector keeps, once the others are zero: experiment 34. */
  private static final int STEPS_OF_KEPT = 3;

  private final BaseModel base;
  private final Windows windows;
  private final Parameters learned;
  private final LearningOptions options;
  private final SampledSoftmax vocabulary;
  private final double momentum;

  private FoldIn(BaseModel base, Windows windows, Parameters learned, LearningOptions options) {
    this.base = base;
    this.windows = windows;
    this.learned = learned;
    this.options = options;
    this.momentum = learned.fisher().whole() ? 0 : MOMENTUM;
    // A few documents have so few tokens of their own that a sample would stand for nearly all.
    this.vocabulary =
        windows.count() <= CHUNK
            ? SampledSoftmax.whole(base)
            : SampledSoftmax.of(
                base, windows, SeededRandom.generator(options.seed(), "vocabulary", 0));
  }

  /**
   * The vectors of all documents from their training windows, {@code [D, n]}: the prior's mean,
   * then Newton steps. Memory does not grow with the corpus but for the result.
   *
   * @param options those that {@code learned} was fitted with
   */
  public static Tensor vectors(
      BaseModel base,
      Windows windows,
      Parameters learned,
      LearningOptions options,
      Progress progress) {
    Tensor x = Tensor.zeros(DType.F32, windows.documents(), learned.adapter().dimensions());
    if (x.count() == 0) {
      return x; // a plain LoRA has no vectors
    }
    FoldIn fold = new FoldIn(base, windows, learned, options);
    int[] rows = windows.rows(false);
    int at = 0;
    while (at < rows.length) {
      int end = fold.endOfChunk(rows, at);
      try (var scope = Scope.open()) {
        fold.chunk(Arrays.copyOfRange(rows, at, end), x);
      }
      at = end;
      progress.step("folding in", at, rows.length, "");
    }
    return x;
  }

  /** Windows of whole documents, about as many as fit into memory twice over. */
  private int endOfChunk(int[] rows, int from) {
    int end = Math.min(from + CHUNK, rows.length);
    while (end < rows.length && windows.owner()[rows[end]] == windows.owner()[rows[end - 1]]) {
      end++;
    }
    return end;
  }

  /**
   * A batch of the chunk's windows with its activations, which every step reads again.
   *
   * @param documents of the windows, counted from the chunk's first
   */
  private record Batch(int[] rows, int[] documents, UpperLayers upper) {}

  private void chunk(int[] rows, Tensor x) {
    int first = windows.owner()[rows[0]];
    int documents = windows.owner()[rows[rows.length - 1]] - first + 1;
    int from = learned.adapter().firstLayer();
    List<Batch> batches = new ArrayList<>();
    Tensor counts = Tensor.zeros(DType.F32, documents, 1);
    for (int[] batch : windows.batches(rows, BATCH_TOKENS)) {
      int[] numbers = Arrays.stream(windows.owners(batch)).map(d -> d - first).toArray();
      Tensor owners = Tensor.indices(numbers);
      counts.addRowsInPlace(owners, PromptEmbeddings.tokens(windows, batch).positive());
      Tensor entering = Activations.computed(base, windows, from).rows(batch);
      var upper = new UpperLayers(base, windows, wanted -> entering, from);
      batches.add(new Batch(batch, numbers, upper));
    }
    Tensor expected = expected(rows, first, documents);
    Tensor found = moved(batches, counts, expected).mul(counts.positive());
    if (options.textUnit() == TextUnit.SENTENCES) {
      found = found.to(DType.F16); // the vectors of plugins are long, and kept in half the space
    }
    x.narrow(0, first, documents).copyInPlace(found);
  }

  /** The prior's mean of some documents, whose windows these are, {@code [D, n]}. */
  private Tensor expected(int[] rows, int first, int documents) {
    if (options.prior() == Prior.ZERO) {
      return Tensor.zeros(DType.F32, documents, learned.adapter().dimensions());
    }
    List<int[]> texts = windows.texts(rows, first, documents);
    return learned.encoder().predict(PromptEmbeddings.of(base, texts, Progress.SILENT));
  }

  /**
   * Where the steps lead from the prior's mean.
   *
   * @param counts windows of each document, {@code [D, 1]}
   * @param expected {@code [D, n]}
   */
  private Tensor moved(List<Batch> batches, Tensor counts, Tensor expected) {
    Walk walk = new Walk(batches, counts, expected);
    walk.go(options.foldInSteps());
    if (options.isSparse(expected.size(1))) {
      walk.keep(options.maxNonzero());
      walk.go(STEPS_OF_KEPT);
    }
    // A prior that finds the direction is too strong for the length of what is to be remembered.
    return walk.end(options.textUnit() == TextUnit.SENTENCES ? STRETCH : 1);
  }

  /** The way of a chunk's vectors, each of which goes back where a step was too long for it. */
  private final class Walk {
    private final List<Batch> batches;
    private final Tensor counts;
    private final Tensor expected;
    private final Tensor least; // [D, 1], nats at the best place so far
    private @Nullable Tensor kept; // [D, n], 0 at numbers that stay at zero
    private Tensor before; // that place
    private Tensor moved;

    Walk(List<Batch> batches, Tensor counts, Tensor expected) {
      this.batches = batches;
      this.counts = counts;
      this.expected = expected;
      this.least = Tensor.zeros(DType.F32, counts.shape()).fillInPlace(Float.MAX_VALUE);
      this.before = expected;
      this.moved = expected;
    }

    void go(int steps) {
      for (int step = 0; step < steps; step++) {
        Evidence evidence = evidence(batches, moved);
        Tensor next =
            OrthogonalityPenalty.step(
                learned.adapter(),
                options.orthogonality(),
                moved,
                evidence.gradient(),
                counts,
                learned.fisher(),
                learned.precision(),
                expected);
        Tensor on = next.sub(moved).mul(Newton.reach(learned.fisher(), options));
        Tensor further = moved.add(on).add(moved.sub(before).mul(momentum));
        Tensor good = evidence.nats().isAtMost(least); // [D, 1]
        Tensor back = before.add(moved).mul(0.5);
        before = good.choose(moved, before);
        least.copyInPlace(good.choose(evidence.nats(), least));
        moved = allowed(good.choose(further, back));
      }
    }

    private Tensor allowed(Tensor x) {
      Tensor sparse = kept == null ? x : x.mul(kept);
      return options.nonNegative() ? sparse.atLeast(0) : sparse;
    }

    /**
     * Leaves each vector but so many numbers, by what they have gained: about half of {@code x_k
     * F_kk x_k}. From there they go on alone.
     */
    void keep(int numbers) {
      kept = moved.square().mul(learned.fisher().diagonal()).marksOfLargest(numbers);
      moved = allowed(moved);
      before = moved;
      least.fillInPlace(Float.MAX_VALUE);
    }

    /** Further than the steps by a factor, where that is no worse. */
    Tensor end(double stretch) {
      Tensor found = moved.mul(stretch);
      return nats(batches, found).isAtMost(least).choose(found, before);
    }
  }

  /**
   * What the chunk's windows say of each document's vector.
   *
   * @param gradient of their log-likelihood, {@code [D, n]}
   * @param nats {@code [D, 1]}
   */
  private record Evidence(Tensor gradient, Tensor nats) {}

  private Evidence evidence(List<Batch> batches, Tensor x) {
    Tensor gradient = x.mul(0);
    Tensor nats = Tensor.zeros(DType.F32, x.size(0), 1);
    for (Batch batch : batches) {
      try (var scope = Scope.withGradients()) {
        Tensor owners = Tensor.indices(batch.documents());
        Tensor xb = x.select(0, owners).detach().requireGradient();
        var back =
            batch
                .upper()
                .backward(batch.rows(), learned.adapter().with(xb), List.of(xb), vocabulary);
        try (var sums = Scope.open()) {
          gradient.addRowsInPlace(owners, back.gradients().getFirst().to(DType.F32).negate());
          nats.addRowsInPlace(owners, Tensor.of(back.nll(), back.nll().length, 1));
        }
      }
    }
    return new Evidence(gradient, nats);
  }

  private Tensor nats(List<Batch> batches, Tensor x) {
    Tensor nats = Tensor.zeros(DType.F32, x.size(0), 1);
    for (Batch batch : batches) {
      try (var scope = Scope.open()) {
        Tensor owners = Tensor.indices(batch.documents());
        var modulator = learned.adapter().with(x.select(0, owners));
        float[] found = batch.upper().read(batch.rows()).nll(modulator, vocabulary);
        nats.addRowsInPlace(owners, Tensor.of(found, found.length, 1));
      }
    }
    return nats;
  }
}
