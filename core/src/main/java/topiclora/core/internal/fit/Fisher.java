package topiclora.core.internal.fit;

import topiclora.core.Prior;
import topiclora.core.internal.adapter.Adapter;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Linalg;
import topiclora.lm.internal.tensor.Tensor;

/**
 * What one window tells about x: the mean outer product of the windows' gradients.
 *
 * <p>Whole where vectors are short, the diagonal alone where they are long. (One block for each
 * module was measured too: worse, since the blocks know nothing of each other while modules do much
 * the same; docs/experiments.md.)
 *
 * @param blocks {@code [m, b, b]}, with {@code m b} the dimensions of a vector
 */
public record Fisher(Tensor blocks) {
  private static final int LONGEST_WHOLE = 512;

  /** Entries of the matrices that are solved with at a time. */
  private static final long CHUNK_ENTRIES = 4L << 20;

  /** No information yet, of a shape that fits the adapter's vectors. */
  static Fisher zeros(Adapter adapter) {
    int dimensions = adapter.dimensions();
    int size = dimensions == 0 || dimensions > LONGEST_WHOLE ? 1 : dimensions;
    return new Fisher(Tensor.zeros(DType.F32, dimensions / size, size, size));
  }

  /** Whether it knows how the dimensions of a vector overlap, or the diagonal alone. */
  boolean whole() {
    return size() > 1 || count() <= 1;
  }

  private int count() {
    return blocks.size(0);
  }

  private int size() {
    return blocks.size(1);
  }

  /** Adds the outer products of {@code gradients [B, n]}. */
  void gather(Tensor gradients) {
    Tensor byBlock =
        gradients.view(gradients.size(0), count(), size()).transpose(0, 1); // [m, B, b]
    blocks.addInPlace(byBlock.transpose(1, 2).matmul(byBlock));
  }

  /** Of one window, where these are the sums over {@code windows}. */
  Fisher over(long windows) {
    return new Fisher(blocks.mul(1.0 / Math.max(1, windows)));
  }

  /** The diagonal, {@code [n]}. */
  public Tensor diagonal() {
    return diagonals().view(-1);
  }

  private Tensor diagonals() {
    return blocks.mul(Linalg.eye(size())).sum(2); // [m, b]
  }

  /** The mean of the diagonal. */
  public double scale() {
    return diagonals().mean().item();
  }

  /**
   * Precision of the prior of each dimension, {@code [n]}: that of so many windows' worth of data,
   * times the factor.
   *
   * <p>The expected vector has seen the document too and is worth more of it than zero is; how much
   * was measured by the held-out NLL reduction, docs/experiments.md.
   */
  public Tensor precision(Prior prior, double factor) {
    double windows =
        switch (prior) {
          case ZERO -> 4;
          case ENCODER -> 16;
        };
    return diagonal().fillInPlace(windows * factor * scale());
  }

  /** A component that no window speaks of would have no scale. */
  public Fisher damped() {
    return new Fisher(blocks.add(Linalg.eye(size()).mul(1e-3 * scale() + 1e-20)));
  }

  /** {@code rows [k, n]} times the inverse. */
  Tensor solve(Tensor rows) {
    if (size() == 1) {
      return rows.div(diagonal());
    }
    Tensor byBlock = rows.view(-1, count(), size()).transpose(0, 1).transpose(1, 2); // [m, b, k]
    return Linalg.solve(blocks, byBlock)
        .transpose(1, 2)
        .transpose(0, 1)
        .contiguous()
        .view(-1, (long) count() * size());
  }

  /**
   * {@code (n F + P)^-1 right} for each document.
   *
   * @param windows n, {@code [D, 1]}
   * @param precision the diagonal P, {@code [n]}, or one for each document {@code [D, n]}
   * @param right {@code [D, n]}
   */
  Tensor solve(Tensor windows, Tensor precision, Tensor right) {
    if (size() == 1) {
      return right.div(windows.mul(diagonal()).add(precision));
    }
    int documents = right.size(0);
    Tensor diagonals = precision.expand(documents, right.size(1));
    Tensor solved = Tensor.empty(DType.F32, documents, right.size(1));
    int chunk = (int) Math.max(1, CHUNK_ENTRIES / blocks.count());
    for (int at = 0; at < documents; at += chunk) {
      int rows = Math.min(chunk, documents - at);
      Tensor n = windows.narrow(0, at, rows).view(rows, 1, 1, 1);
      Tensor prior = diagonals.narrow(0, at, rows).view(rows, count(), 1, size());
      Tensor curvature =
          blocks.unsqueeze(0).mul(n).add(Linalg.eye(size()).mul(prior)); // [D, m, b, b]
      Tensor part = right.narrow(0, at, rows).view(rows, count(), size(), 1);
      solved.narrow(0, at, rows).copyInPlace(Linalg.solve(curvature, part).view(rows, -1));
    }
    return solved;
  }

  /** The same information about {@code x * scale}. */
  Fisher rescaled(Tensor scale) {
    Tensor byBlock = scale.view(count(), size(), 1);
    return new Fisher(blocks.div(byBlock.mul(byBlock.transpose(1, 2))));
  }
}
