package topiclora.fit;

import java.util.Arrays;
import topiclora.tensor.DType;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/** The mean of what enters the first modulated layer, by document: the encoder's features. */
final class MeanHidden {
  private static final int BATCH = 256;

  private MeanHidden() {}

  /** {@code [D, W]}, over the tokens of {@code rows}; zero for a document without any. */
  static Tensor of(Windows windows, int[] rows, ActivationCache cache, int width) {
    Tensor sums = Tensor.zeros(DType.F32, windows.documents(), width);
    float[] tokens = new float[windows.documents()];
    for (int at = 0; at < rows.length; at += BATCH) {
      int[] batch = Arrays.copyOfRange(rows, at, Math.min(at + BATCH, rows.length));
      try (var scope = Scope.open()) {
        float[] seen = new float[batch.length * windows.size()];
        for (int b = 0; b < batch.length; b++) {
          int length = windows.length()[batch[b]];
          Arrays.fill(seen, b * windows.size(), b * windows.size() + length, 1);
          tokens[windows.owner()[batch[b]]] += length;
        }
        Tensor mask = Tensor.of(seen, batch.length, windows.size(), 1);
        Tensor perWindow = cache.rows(batch).to(DType.F32).mul(mask).sum(1); // [B, W]
        sums.addRowsInPlace(Tensor.indices(windows.owners(batch)), perWindow);
      }
    }
    try (var scope = Scope.open()) {
      Tensor counts = Tensor.of(tokens, tokens.length, 1).add(1e-9);
      return sums.copyInPlace(sums.div(counts));
    }
  }
}
