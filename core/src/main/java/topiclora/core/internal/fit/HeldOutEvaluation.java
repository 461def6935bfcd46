package topiclora.core.internal.fit;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.forward.Activations;
import topiclora.core.internal.forward.SampledSoftmax;
import topiclora.core.internal.forward.UpperLayers;
import topiclora.core.internal.windows.Windows;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/** Reads held-out windows with one vector or another. */
public final class HeldOutEvaluation {
  private static final int BATCH = 128;

  private HeldOutEvaluation() {}

  static HeldOut of(
      UpperLayers upper,
      Windows windows,
      Adapter adapter,
      Tensor x,
      int[] rows,
      SampledSoftmax whole,
      Progress progress) {
    List<VectorChoice> three = three(x, x);
    return of(nll(upper, windows, adapter, three, rows, whole, progress), tokens(windows));
  }

  /** Where vectors have no dimensions, all three are the same, and one is enough. */
  private static List<VectorChoice> three(Tensor x, Tensor others) {
    return x.size(1) == 0
        ? List.of(VectorChoice.own(x))
        : List.of(
            VectorChoice.own(x), VectorChoice.sharedOnly(x.size(1)), VectorChoice.shuffled(others));
  }

  private static HeldOut of(double[][] nats, long[] tokens) {
    return nats.length == 1
        ? new HeldOut(nats[0], nats[0], nats[0], tokens)
        : new HeldOut(nats[0], nats[1], nats[2], tokens);
  }

  /**
   * Vectors that windows are read with.
   *
   * @param x {@code [D, n]}
   * @param vectorOf which rows of it the windows of some documents take
   */
  public record VectorChoice(Tensor x, UnaryOperator<int[]> vectorOf) {
    /** Each document's own row of {@code x [D, n]}. */
    public static VectorChoice own(Tensor x) {
      return new VectorChoice(x, owners -> owners);
    }

    /** x = 0 for all, the shared adapter only. */
    public static VectorChoice sharedOnly(int dimensions) {
      return new VectorChoice(
          Tensor.zeros(DType.F32, 1, dimensions), owners -> new int[owners.length]);
    }

    /** The row of another document: one far away, as neighbours may be of a kind. */
    public static VectorChoice shuffled(Tensor x) {
      int documents = x.size(0);
      int distance = Math.max(1, (int) (documents * 0.381966));
      return new VectorChoice(
          x, owners -> Arrays.stream(owners).map(d -> (d + distance) % documents).toArray());
    }
  }

  /**
   * The NLL of each document's held-out windows with its own x, with none and with another's; the
   * lower layers are computed anew.
   *
   * @param x {@code [D, n]}, the row of each document
   * @param others rows to take another document's from
   */
  public static HeldOut of(
      BaseModel base,
      Windows windows,
      Parameters learned,
      Tensor x,
      Tensor others,
      Progress progress) {
    return of(nll(base, windows, learned, three(x, others), progress), tokens(windows));
  }

  /** The same with the others among the documents themselves. */
  public static HeldOut of(
      BaseModel base, Windows windows, Parameters learned, Tensor x, Progress progress) {
    return of(base, windows, learned, x, x, progress);
  }

  /** Nats of each document's held-out windows under the choices, summed. */
  public static double[][] nll(
      BaseModel base,
      Windows windows,
      Parameters learned,
      List<VectorChoice> choices,
      Progress progress) {
    int from = learned.adapter().firstLayer();
    var upper = new UpperLayers(base, windows, Activations.computed(base, windows, from), from);
    int[] rows = windows.rows(true);
    SampledSoftmax whole = SampledSoftmax.whole(base);
    return nll(upper, windows, learned.adapter(), choices, rows, whole, progress);
  }

  /** Targets in each document's held-out windows. */
  public static long[] tokens(Windows windows) {
    long[] tokens = new long[windows.documents()];
    for (int row : windows.rows(true)) {
      tokens[windows.owner()[row]] += windows.length()[row] - windows.first()[row];
    }
    return tokens;
  }

  /** Nats summed by document, for each of the choices. */
  static double[][] nll(
      UpperLayers upper,
      Windows windows,
      Adapter adapter,
      List<VectorChoice> choices,
      int[] rows,
      SampledSoftmax whole,
      Progress progress) {
    double[][] sums = new double[choices.size()][windows.documents()];
    for (int at = 0; at < rows.length; at += BATCH) {
      int[] batch = Arrays.copyOfRange(rows, at, Math.min(at + BATCH, rows.length));
      int[] owners = windows.owners(batch);
      try (var scope = Scope.open()) {
        UpperLayers.Batch read = upper.read(batch);
        for (int c = 0; c < sums.length; c++) {
          VectorChoice choice = choices.get(c);
          Tensor chosen = Tensor.indices(choice.vectorOf().apply(owners));
          float[] nats = read.nll(adapter.with(choice.x().select(0, chosen)), whole);
          for (int i = 0; i < batch.length; i++) {
            sums[c][owners[i]] += nats[i];
          }
        }
      }
      progress.step("held-out windows", at + batch.length, rows.length, "");
    }
    return sums;
  }
}
