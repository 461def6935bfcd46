package topiclora.fit;

import java.util.List;
import topiclora.adapter.Adapter;
import topiclora.tensor.DType;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/**
 * The orthogonality prior of the form {@code both}: a strength times the {@linkplain
 * Adapter#overlap overlap} of each document's components, in nats.
 */
final class Overlap {
  private static final int CHUNK = 1024;

  private Overlap() {}

  /** Its gradient at every document's vector, {@code x [D, n]}. */
  static Tensor gradient(Adapter adapter, Tensor x, double strength) {
    Tensor gradient = Tensor.zeros(DType.F32, x.shape());
    for (int at = 0; at < x.size(0); at += CHUNK) {
      int rows = Math.min(CHUNK, x.size(0) - at);
      try (var scope = Scope.withGradients()) {
        Tensor some = x.narrow(0, at, rows).detach().requireGradient();
        Tensor seed = Tensor.zeros(DType.F32, rows).fillInPlace(strength);
        Tensor found = adapter.overlap(some).gradients(seed, List.of(some)).getFirst();
        try (var copy = Scope.open()) {
          gradient.narrow(0, at, rows).copyInPlace(found);
        }
      }
    }
    return gradient;
  }

  /**
   * What a batch of windows bears of it, so that a pass bears each document's once: {@code [1]}.
   *
   * @param x of the windows' documents, {@code [B, n]}
   * @param counts training windows of those documents, {@code [B]}
   */
  static Tensor share(Adapter adapter, Tensor x, Tensor counts, double strength) {
    return adapter.overlap(x.detach()).div(counts).sum().mul(strength).view(1);
  }
}
