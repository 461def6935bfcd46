package topiclora.study.metrics;

import topiclora.core.internal.windows.Windows;
import topiclora.lm.Progress;
import topiclora.lm.internal.math.EvenSample;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * How differently two models predict the same text.
 *
 * @param reference NLL of the one, nats per token
 * @param other NLL of the other, nats per token
 * @param kl Kullback-Leibler divergence of the other from the one, nats per token
 */
public record Divergence(double reference, double other, double kl) {
  private static final int BATCH = 32;

  /** A hook for batches of any size. */
  @FunctionalInterface
  public interface Adapted {
    public LinearHook of(int rows);
  }

  /**
   * On the held-out windows.
   *
   * @param from the first layer that either changes
   * @param most windows, spread evenly
   */
  public static Divergence of(
      BaseModel base,
      Windows windows,
      int from,
      int most,
      Adapted reference,
      Adapted other,
      Progress progress) {
    int[] held = windows.rows(true);
    int count = Math.min(most, held.length);
    double[] sums = new double[3];
    long tokens = 0;
    for (int at = 0; at < count; at += BATCH) {
      int[] rows = new int[Math.min(BATCH, count - at)];
      for (int b = 0; b < rows.length; b++) {
        rows[b] = held[EvenSample.at(at + b, count, held.length)];
      }
      tokens += windows.targets(rows);
      try (var scope = Scope.open()) {
        add(base, windows, from, rows, reference, other, sums);
      }
      progress.step("KL divergence of two models", at + rows.length, count, "");
    }
    return new Divergence(sums[0] / tokens, sums[1] / tokens, sums[2] / tokens);
  }

  private static void add(
      BaseModel base,
      Windows windows,
      int from,
      int[] rows,
      Adapted reference,
      Adapted other,
      double[] sums) {
    int longest = windows.longest(rows);
    int count = (int) windows.targets(rows);
    int[] states = new int[count];
    int[] targets = new int[count];
    int n = 0;
    for (int b = 0; b < rows.length; b++) {
      for (int t = windows.first()[rows[b]]; t < windows.length()[rows[b]]; t++) {
        states[n] = b * longest + t - 1;
        targets[n++] = windows.tokens()[rows[b] * windows.size() + t];
      }
    }
    Tensor below = base.blocks(base.embed(windows.ids(rows)), 0, from, LinearHook.NONE);
    Tensor p = logs(base, below, from, reference.of(rows.length), states); // [n, V]
    Tensor q = logs(base, below, from, other.of(rows.length), states);
    sums[0] -= p.pick(Tensor.indices(targets)).sum().item();
    sums[1] -= q.pick(Tensor.indices(targets)).sum().item();
    sums[2] += p.exp().mul(p.sub(q)).sum().item();
  }

  private static Tensor logs(
      BaseModel base, Tensor below, int from, LinearHook hook, int[] states) {
    Tensor h = base.blocks(below, from, base.config().layers(), hook); // [B, C, W]
    Tensor flat = h.view(-1, base.config().width());
    return base.logits(flat.select(0, Tensor.indices(states))).logSoftmax(-1);
  }
}
