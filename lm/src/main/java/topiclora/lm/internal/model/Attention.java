package topiclora.lm.internal.model;

import org.jspecify.annotations.Nullable;
import topiclora.lm.internal.tensor.Nn;
import topiclora.lm.internal.tensor.Tensor;

/** Attention of new tokens to those in a cache and to each other. */
final class Attention {
  private Attention() {}

  /**
   * As {@link Nn#attention}, with keys and values {@code [B, K, P + C, d]} for P = past.
   *
   * @param mask what is seen; null where there is no past, or one new token that sees all of it
   */
  static Tensor withPast(Tensor q, Tensor k, Tensor v, int past, @Nullable Tensor mask) {
    return mask == null ? Nn.attention(q, k, v, past == 0) : Nn.attention(q, k, v, mask);
  }

  /** New tokens see the past and each other causally; {@code [C, P + C]}. */
  static Tensor mask(int tokens, int past) {
    int width = past + tokens;
    float[] mask = new float[tokens * width];
    for (int i = 0; i < tokens; i++) {
      for (int j = past + i + 1; j < width; j++) {
        mask[i * width + j] = Float.NEGATIVE_INFINITY;
      }
    }
    return Tensor.of(mask, tokens, width); // [C, P + C]
  }

  /**
   * The same for texts that begin with padding; {@code [B, 1, C, P + C]}. Padding sees itself: a
   * token that saw nothing would have no weights to share out.
   */
  static Tensor mask(int[] padding, int tokens, int past) {
    int width = past + tokens;
    float[] mask = new float[padding.length * tokens * width];
    int at = 0;
    for (int pad : padding) {
      for (int i = past; i < width; i++) {
        for (int j = 0; j < width; j++) {
          boolean seen = j == i || (j >= pad && j < i);
          mask[at++] = seen ? 0 : Float.NEGATIVE_INFINITY;
        }
      }
    }
    return Tensor.of(mask, padding.length, 1, tokens, width); // [B, 1, C, P + C]
  }
}
