package topiclora.base;

import topiclora.tensor.Nn;
import topiclora.tensor.Tensor;

/** Attention of new tokens to those in a cache and to each other. */
final class Attention {
  private Attention() {}

  /** As {@link Nn#attention}, with keys and values {@code [B, K, P + C, d]} for P = past. */
  static Tensor withPast(Tensor q, Tensor k, Tensor v, int past) {
    int tokens = q.size(2);
    if (past == 0 || tokens == 1) {
      return Nn.attention(q, k, v, past == 0);
    }
    return Nn.attention(q, k, v, mask(tokens, past).to(q.type()));
  }

  private static Tensor mask(int tokens, int past) {
    int width = past + tokens;
    float[] mask = new float[tokens * width];
    for (int i = 0; i < tokens; i++) {
      for (int j = past + i + 1; j < width; j++) {
        mask[i * width + j] = Float.NEGATIVE_INFINITY;
      }
    }
    return Tensor.of(mask, tokens, width); // [C, P + C]
  }
}
