package topiclora.bench.speed;

import topiclora.core.LearningOptions;
import topiclora.lm.LinearKind;
import topiclora.lm.internal.checkpoint.BaseConfig;

/**
 * Floating-point operations that a fit cannot do without; a product and its sum are two.
 *
 * <p>Frozen weights need no gradient of their own. The last token of a window predicts nothing, so
 * the upper layers need not see it. Below the first {@code down} that x changes nothing needs a
 * gradient. Element-wise work is not counted.
 *
 * @param from the first layer that x changes
 */
record Operations(BaseConfig base, int from, LearningOptions options) {
  /** All layers once, for a window, the token that it starts with and a question behind it. */
  double forwardPass(int question) {
    return base.layers() * layer(options.window() + 1 + question);
  }

  /** The upper layers and what x adds to them, for the tokens of a window that predict. */
  double forward() {
    return modulated() * layer(targets()) + modulated() * delta(2, 1) * targets();
  }

  /** Back through them, to x, U and V. */
  double backward() {
    // Weights: as much as forward. Attention has two factors in each product, so twice as much.
    double frozen = (modulated() - 1) * (layer(targets()) + attention(targets()));
    double learned = modulated() * delta(1, 2) * targets(); // dV, dU and dz
    double through = (modulated() - 1) * delta(2, 0) * targets(); // V and A, to the input
    return frozen + learned + through;
  }

  /** Logits of a window and their gradient at the hidden states. */
  double head(int vocabulary) {
    return 4.0 * targets() * vocabulary * base.width();
  }

  private int modulated() {
    return base.layers() - from;
  }

  /** All tokens of a window: the first one is predicted from the BOS token. */
  private int targets() {
    return options.window();
  }

  private double layer(int tokens) {
    double weights = 0;
    for (LinearKind kind : LinearKind.values()) {
      weights += (double) base.in(kind) * base.out(kind);
    }
    return 2 * weights * tokens + attention(tokens);
  }

  /** Token t looks at t + 1 keys: a product for the weight, one for the value. */
  private double attention(int tokens) {
    return 2.0 * base.heads() * base.headWidth() * tokens * (tokens + 1);
  }

  /** So many products with matrices of V's shape and of U's, for one token. */
  private double delta(int likeV, int likeU) {
    LinearKind down = LinearKind.DOWN;
    return 2.0 * options.rank() * (likeV * base.in(down) + likeU * base.out(down));
  }
}
