package topiclora.core.internal.forward;

import java.util.Arrays;
import topiclora.core.internal.windows.Windows;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * What the base makes of each window: sums of states over its tokens.
 *
 * @param rows the windows, N
 * @param sums {@code [N, W]}
 * @param tokens {@code [N, 1]}
 * @param owners {@code [N]}, int64
 * @param documents D
 */
public record WindowFeatures(int[] rows, Tensor sums, Tensor tokens, Tensor owners, int documents) {
  private static final int BATCH = 256;

  /** The states that enter the first modulated layer, over the text of each window. */
  public static WindowFeatures of(Windows windows, int[] rows, Activations activations, int width) {
    Tensor sums = Tensor.zeros(DType.F32, rows.length, width);
    float[] tokens = new float[rows.length];
    for (int at = 0; at < rows.length; at += BATCH) {
      int[] batch = Arrays.copyOfRange(rows, at, Math.min(at + BATCH, rows.length));
      try (var scope = Scope.open()) {
        int longest = windows.longest(batch);
        float[] seen = new float[batch.length * longest];
        for (int b = 0; b < batch.length; b++) {
          int length = windows.length()[batch[b]];
          Arrays.fill(seen, b * longest + windows.bosLength(), b * longest + length, 1);
          tokens[at + b] = length - windows.bosLength();
        }
        Tensor mask = Tensor.of(seen, batch.length, longest, 1);
        Tensor perWindow = activations.rows(batch).to(DType.F32).mul(mask).sum(1); // [B, W]
        sums.narrow(0, at, batch.length).copyInPlace(perWindow);
      }
    }
    Tensor owners = Tensor.indices(windows.owners(rows));
    return new WindowFeatures(
        rows, sums, Tensor.of(tokens, tokens.length, 1), owners, windows.documents());
  }

  /** The mean over each document's tokens, {@code [D, W]}; zero for a document without windows. */
  public Tensor means() {
    return byDocument(sums).div(byDocument(tokens).add(1e-9));
  }

  /** For each window, the mean over the other windows of its document; zero where it has none. */
  public Tensor meansOfOthers() {
    Tensor rest = byDocument(sums).select(0, owners).sub(sums); // [N, W]
    return rest.div(byDocument(tokens).select(0, owners).sub(tokens).add(1e-9));
  }

  /** 1 for a window with others of its document beside it, else 0; {@code [N, 1]}. */
  public Tensor accompanied() {
    return byDocument(tokens).select(0, owners).sub(tokens).positive();
  }

  /** The sum of {@code [N, k]} over each document's windows, {@code [D, k]}. */
  public Tensor byDocument(Tensor perWindow) {
    return Tensor.zeros(DType.F32, documents, perWindow.size(1)).addRowsInPlace(owners, perWindow);
  }

  /** Windows of each document, {@code [D, 1]}. */
  public Tensor counts() {
    return byDocument(tokens.mul(0).add(1));
  }
}
