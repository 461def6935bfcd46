package topiclora.core.internal.windows;

import java.util.Arrays;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The windows that a fit learns from: those that are not held out.
 *
 * @param rows their numbers
 * @param counts of each document, {@code [D]}
 */
public record Training(Windows windows, int[] rows, int[] counts) {
  /** With a smaller share of accompanied windows, what predicts them would be an accident. */
  private static final double LEAST_ACCOMPANIED = 0.1;

  public static Training of(Windows windows) {
    return new Training(windows, windows.rows(false), windows.trainingCounts());
  }

  /** Documents with something to learn from. */
  public int documents() {
    return (int) Arrays.stream(counts).filter(n -> n > 0).count();
  }

  /**
   * Whether enough windows have others of their document beside them, so that one can be predicted
   * from the others.
   */
  public boolean predictable() {
    int accompanied = Arrays.stream(counts).filter(n -> n > 1).sum();
    return accompanied >= LEAST_ACCOMPANIED * rows.length;
  }

  /** {@code [D, 1]}. */
  public Tensor perDocument() {
    return Tensor.of(counts, counts.length, 1).to(DType.F32);
  }

  /** Those of the document of each of some windows, {@code [B]}. */
  public Tensor perWindow(int[] batch) {
    int[] found = Arrays.stream(windows.owners(batch)).map(d -> counts[d]).toArray();
    return Tensor.of(found, batch.length).to(DType.F32);
  }
}
