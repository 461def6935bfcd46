package topiclora.core.internal.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import topiclora.core.LearningOptions;
import topiclora.lm.internal.checkpoint.BaseConfig;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Tensor;

/** Where a fit stands: all that a checkpoint holds, and nothing that follows from it. */
public final class FitState {
  /** Held-out loss must fall by this much, in nats per token, or the fit ends. */
  private static final double WORTHWHILE = 0.001;

  private final Parameters current;
  private final Parameters best;
  private final Adam adam;

  /**
   * Log-likelihood gradient of each document at its x, summed over this epoch so far, {@code [D,
   * r]}.
   */
  private final Tensor gradient;

  /** Outer products of the windows' gradients, summed over this epoch so far. */
  private final Fisher outer;

  /** Prior mean of each document's vector, {@code [D, r]}. */
  private final Tensor expected;

  private final List<FitResult.Epoch> epochs = new ArrayList<>();
  private int position;
  private long targets;
  private double nats;

  public FitState(
      BaseConfig base, List<ModuleId> modules, int documents, int rank, LearningOptions options) {
    this.current = Parameters.empty(base, modules, documents, rank, options);
    this.best = Parameters.empty(base, modules, documents, rank, options);
    this.adam =
        new Adam(options.sharedLearningRate() > 0 ? current.adapter().trainable() : List.of());
    this.gradient = Tensor.zeros(DType.F32, current.x().shape());
    this.outer = Fisher.zeros(current.adapter());
    this.expected = Tensor.zeros(DType.F32, current.x().shape());
  }

  public Parameters current() {
    return current;
  }

  Parameters best() {
    return best;
  }

  public Adam adam() {
    return adam;
  }

  public Tensor gradient() {
    return gradient;
  }

  public Tensor predicted() {
    return expected;
  }

  public List<FitResult.Epoch> epochs() {
    return List.copyOf(epochs);
  }

  /** Windows of this epoch that are done. */
  public int position() {
    return position;
  }

  /** Nats per token of those windows. */
  public double nats() {
    return nats / Math.max(1, targets);
  }

  /** Whether the last epoch was not worth its time. */
  boolean converged() {
    int n = epochs.size();
    return n >= 2 && epochs.get(n - 1).heldOutNll() > bestHeldOut(n - 1) - WORTHWHILE;
  }

  private double bestHeldOut(int count) {
    return epochs.stream()
        .limit(count)
        .mapToDouble(FitResult.Epoch::heldOutNll)
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /**
   * Counts a batch in.
   *
   * @param owners document of each window, {@code [B]}
   * @param ascent gradient of each window's log-likelihood at x, {@code [B, n]}
   * @param tokens that the windows predict
   */
  public void gather(Tensor owners, Tensor ascent, float[] windowNats, long tokens) {
    gradient.addRowsInPlace(owners, ascent);
    outer.gather(ascent);
    position += windowNats.length;
    addLosses(windowNats, tokens);
  }

  /** Adds losses that do not count as gradients of x. */
  public void addLosses(float[] windowNats, long tokens) {
    targets += tokens;
    for (float window : windowNats) {
      nats += window;
    }
  }

  /** F: the mean outer product of the windows of this epoch. */
  public Fisher fisher() {
    return outer.over(position);
  }

  /** Forgets what was gathered: x has moved. */
  public void reset() {
    gradient.fillInPlace(0);
    outer.blocks().fillInPlace(0);
    position = 0;
    targets = 0;
    nats = 0;
  }

  /** Notes what a finished epoch came to, and keeps what is learned where it is the best so far. */
  public void endEpoch(FitResult.Epoch epoch) {
    boolean worse = epoch.heldOutNll() >= bestHeldOut(epochs.size());
    if (!worse) { // also where nothing is held out: NaN
      best.copyFrom(current);
    }
    epochs.add(epoch);
  }

  SequencedMap<String, Tensor> tensors() {
    SequencedMap<String, Tensor> named = new LinkedHashMap<>();
    current.tensors().forEach((name, tensor) -> named.put("current." + name, tensor));
    best.tensors().forEach((name, tensor) -> named.put("best." + name, tensor));
    named.putAll(adam.tensors());
    named.put("gradient", gradient);
    named.put("outer", outer.blocks());
    named.put("expected", expected);
    return named;
  }

  /**
   * Adam from its first step on, at rates relative to each tensor's own scale.
   *
   * @param plain see {@link topiclora.core.internal.adapter.Adapter#scales}
   */
  public void beginAdam(double sharedRate, double plain) {
    double[] scales = current.adapter().scales(plain);
    adam.restore(0, Arrays.stream(scales).map(scale -> scale * sharedRate).toArray());
  }

  /** What is not a tensor. */
  record Progressed(
      int position,
      long targets,
      double nll,
      long adamSteps,
      double[] rates,
      double[] training,
      double[] heldOut) {}

  Progressed progressed() {
    return new Progressed(
        position,
        targets,
        nats,
        adam.steps(),
        adam.rates(),
        epochs.stream().mapToDouble(FitResult.Epoch::trainNll).toArray(),
        epochs.stream().mapToDouble(FitResult.Epoch::heldOutNll).toArray());
  }

  void restore(Progressed progressed) {
    position = progressed.position();
    targets = progressed.targets();
    nats = progressed.nll();
    adam.restore(progressed.adamSteps(), progressed.rates());
    epochs.clear();
    for (int i = 0; i < progressed.training().length; i++) {
      epochs.add(new FitResult.Epoch(progressed.training()[i], progressed.heldOut()[i]));
    }
  }
}
