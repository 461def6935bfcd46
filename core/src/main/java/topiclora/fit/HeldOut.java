package topiclora.fit;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import topiclora.Progress;
import topiclora.adapter.Adapter;
import topiclora.base.BaseModel;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/**
 * Document completion: the losses of windows that no vector has seen, over the whole vocabulary.
 *
 * @param own nats of each document's held-out windows with its own x
 * @param zero the same with x = 0, the shared part alone
 * @param other the same with the x of another document
 * @param tokens targets in each document's held-out windows
 */
public record HeldOut(double[] own, double[] zero, double[] other, long[] tokens) {
  private static final int BATCH = 128;

  /** Nats per token. */
  public double meanOwn() {
    return mean(own);
  }

  public double meanZero() {
    return mean(zero);
  }

  public double meanOther() {
    return mean(other);
  }

  private double mean(double[] nats) {
    return Arrays.stream(nats).sum() / Math.max(1, Arrays.stream(tokens).sum());
  }

  /**
   * What a document's own x is worth, in nats per held-out token; NaN where no window is held out.
   */
  public double gain(int document) {
    return (zero[document] - own[document]) / tokens[document];
  }

  static HeldOut of(
      UpperLayers upper,
      Windows windows,
      Adapter adapter,
      Tensor x,
      int[] rows,
      Vocabulary whole,
      Progress progress) {
    int distance = other(windows.documents());
    List<Candidate> candidates =
        List.of(
            new Candidate(x, owners -> owners),
            new Candidate(x.mul(0), owners -> owners),
            new Candidate(x, owners -> shifted(owners, distance, windows.documents())));
    double[][] nats = nats(upper, windows, adapter, candidates, rows, whole, progress);
    long[] tokens = new long[windows.documents()];
    for (int row : rows) {
      tokens[windows.owner()[row]] += windows.length()[row] - windows.first()[row];
    }
    return new HeldOut(nats[0], nats[1], nats[2], tokens);
  }

  /**
   * Vectors that windows are read with.
   *
   * @param x {@code [D, n]}
   * @param vectorOf which rows of it the windows of some documents take
   */
  record Candidate(Tensor x, UnaryOperator<int[]> vectorOf) {}

  /**
   * Nats of each document's held-out windows under vectors of one's own choice; the lower layers
   * are computed anew.
   *
   * @param x {@code [D, r]}, the row of each document
   */
  public static HeldOut of(
      BaseModel base, Windows windows, Learned learned, Tensor x, Progress progress) {
    int from = learned.adapter().firstLayer();
    var upper = new UpperLayers(base, windows, Activations.computed(base, windows, from), from);
    return of(
        upper, windows, learned.adapter(), x, windows.rows(true), Vocabulary.whole(base), progress);
  }

  /** How far away in the corpus the other document is: far, as neighbours may be of a kind. */
  private static int other(int documents) {
    return Math.max(1, (int) (documents * 0.381966));
  }

  private static int[] shifted(int[] owners, int distance, int documents) {
    return Arrays.stream(owners).map(owner -> (owner + distance) % documents).toArray();
  }

  /** Nats summed by document, for each of the candidates. */
  static double[][] nats(
      UpperLayers upper,
      Windows windows,
      Adapter adapter,
      List<Candidate> candidates,
      int[] rows,
      Vocabulary whole,
      Progress progress) {
    double[][] sums = new double[candidates.size()][windows.documents()];
    for (int at = 0; at < rows.length; at += BATCH) {
      int[] batch = Arrays.copyOfRange(rows, at, Math.min(at + BATCH, rows.length));
      int[] owners = windows.owners(batch);
      try (var scope = Scope.open()) {
        UpperLayers.Batch read = upper.read(batch);
        for (int c = 0; c < sums.length; c++) {
          Candidate candidate = candidates.get(c);
          Tensor chosen = Tensor.indices(candidate.vectorOf().apply(owners));
          float[] nats = read.nats(adapter.with(candidate.x().select(0, chosen)), whole);
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
