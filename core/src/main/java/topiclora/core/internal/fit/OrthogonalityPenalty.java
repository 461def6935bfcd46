package topiclora.core.internal.fit;

import java.util.List;
import topiclora.core.internal.adapter.Adapter;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The orthogonality prior of the form {@code both}: a strength times the {@linkplain
 * Adapter#orthogonalityPenalty overlap} of each document's components, in nats.
 *
 * <p>The overlap is a polynomial in the squares of x, so its gradient is {@code w * x} with w at
 * zero or above: at any point it pulls like a Gaussian prior of precision w and mean zero. Taken as
 * that, it makes a Newton step shorter where its bare gradient would make the step overshoot, and
 * the next gradient grow without bound.
 */
final class OrthogonalityPenalty {
  private static final int CHUNK = 1024;

  private OrthogonalityPenalty() {}

  /** {@link Newton#step} with this prior beside the one of {@code precision} and {@code mean}. */
  static Tensor step(
      Adapter adapter,
      double strength,
      Tensor x,
      Tensor gradient,
      Tensor counts,
      Fisher fisher,
      Tensor precision,
      Tensor mean) {
    if (strength == 0) {
      return Newton.step(x, gradient, counts, fisher, precision, mean);
    }
    Tensor both = precision(adapter, x, strength).add(precision); // [D, n]
    return Newton.step(x, gradient, counts, fisher, both, mean.mul(precision).div(both));
  }

  /** w at every document's vector, {@code [D, n]}. */
  static Tensor precision(Adapter adapter, Tensor x, double strength) {
    Tensor precision = Tensor.zeros(DType.F32, x.shape());
    for (int at = 0; at < x.size(0); at += CHUNK) {
      int rows = Math.min(CHUNK, x.size(0) - at);
      try (var scope = Scope.withGradients()) {
        Tensor some = x.narrow(0, at, rows).detach().requireGradient();
        Tensor seed = Tensor.zeros(DType.F32, rows).fillInPlace(strength);
        Tensor gradient =
            adapter.orthogonalityPenalty(some).gradients(seed, List.of(some)).getFirst();
        try (var copy = Scope.open()) {
          Tensor w = gradient.mul(some).div(some.square().add(1e-20)).atLeast(0);
          precision.narrow(0, at, rows).copyInPlace(w);
        }
      }
    }
    return precision;
  }

  /**
   * What a batch of windows bears of it, so that an epoch bears each document's once: {@code [1]}.
   *
   * @param x of the windows' documents, {@code [B, n]}
   * @param counts training windows of those documents, {@code [B]}
   */
  static Tensor share(Adapter adapter, Tensor x, Tensor counts, double strength) {
    return adapter.orthogonalityPenalty(x.detach()).div(counts).sum().mul(strength).view(1);
  }
}
