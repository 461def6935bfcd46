package topiclora.core.internal.fit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import topiclora.core.LearningOptions;
import topiclora.core.internal.forward.SampledSoftmax;
import topiclora.core.internal.forward.UpperLayers;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The steps of some documents' vectors from the prior's mean on, with everything shared as it is.
 *
 * <p>A step after which a document's own windows are predicted worse is taken back by half. The
 * Fisher matrix is the fit's, and where that had few documents its steps can be many times too long
 * for others.
 */
final class FoldInSteps {
  /**
   * Share of the last step that the next one goes on with (the heavy ball, Polyak 1964), where the
   * diagonal of the Fisher matrix is all that is known: directions in which dimensions overlap make
   * steps short, along others they would take long (experiment 38).
   */
  private static final double MOMENTUM = 0.5;

  /**
   * A batch of the chunk's windows with its activations, which every step reads again.
   *
   * @param documents of the windows, counted from the chunk's first
   */
  record Batch(int[] rows, int[] documents, UpperLayers upper) {}

  private final Parameters learned;
  private final LearningOptions options;
  private final SampledSoftmax vocabulary;
  private final double momentum;
  private final List<Batch> batches;
  private final Tensor counts;
  private final Tensor expected;
  private final Tensor least; // [D, 1], nats at the best place so far
  private @Nullable Tensor kept; // [D, n], 0 at dimensions that stay at zero
  private Tensor before; // that place
  private Tensor moved;

  /**
   * At their start, the prior's mean.
   *
   * @param vocabulary that windows are predicted over
   * @param batches all windows of the documents
   * @param counts windows of each document, {@code [D, 1]}
   * @param expected the prior's mean, {@code [D, n]}
   */
  FoldInSteps(
      Parameters learned,
      LearningOptions options,
      SampledSoftmax vocabulary,
      List<Batch> batches,
      Tensor counts,
      Tensor expected) {
    this.learned = learned;
    this.options = options;
    this.vocabulary = vocabulary;
    this.momentum = learned.fisher().whole() ? 0 : MOMENTUM;
    this.batches = batches;
    this.counts = counts;
    this.expected = expected;
    this.least = Tensor.zeros(DType.F32, counts.shape()).fillInPlace(Float.MAX_VALUE);
    this.before = expected;
    this.moved = expected;
  }

  /** Moves by so many Newton steps. */
  void go(int steps) {
    for (int step = 0; step < steps; step++) {
      Evidence evidence = evidence(moved);
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
   * Sets all but so many dimensions of each vector to zero, by their NLL reduction: about half of
   * {@code x_k F_kk x_k}. From there they go on alone.
   */
  void keep(int dimensions) {
    kept = moved.square().mul(learned.fisher().diagonal()).marksOfLargest(dimensions);
    moved = allowed(moved);
    before = moved;
    least.fillInPlace(Float.MAX_VALUE);
  }

  /** Further than the steps by a factor, where that is no worse. */
  Tensor end(double stretch) {
    Tensor found = moved.mul(stretch);
    return nats(found).isAtMost(least).choose(found, before);
  }

  /**
   * What the chunk's windows say of each document's vector.
   *
   * @param gradient of their log-likelihood, {@code [D, n]}
   * @param nats {@code [D, 1]}
   */
  private record Evidence(Tensor gradient, Tensor nats) {}

  private Evidence evidence(Tensor x) {
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

  private Tensor nats(Tensor x) {
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
