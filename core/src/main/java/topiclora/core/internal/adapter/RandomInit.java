package topiclora.core.internal.adapter;

import java.util.random.RandomGenerator;
import topiclora.lm.internal.tensor.Linalg;
import topiclora.lm.internal.tensor.Tensor;

/** Random rows that A starts with. */
final class RandomInit {
  private RandomInit() {}

  /**
   * Rows {@code [r, in]} whose product with {@code mean} is 1, each with a random part of its own
   * across it.
   *
   * <p>The fixed projection gives x an effect on every token from the first step on; the random
   * parts keep the components' effects on single tokens apart.
   *
   * @param noise length of the random part, in units of the fixed one
   */
  static Tensor around(Tensor mean, int rank, double noise, RandomGenerator random) {
    int in = mean.size(0);
    double length = Linalg.norm(mean) + 1e-6;
    Tensor unit = mean.mul(1 / length);
    Tensor any = Tensor.gaussian(random, rank, in);
    Tensor across = any.sub(any.mul(unit).sumKeeping(1).mul(unit));
    Tensor turned = across.div(across.square().sumKeeping(1).sqrt());
    return turned.mul(noise / length).add(unit.mul(1 / length));
  }
}
