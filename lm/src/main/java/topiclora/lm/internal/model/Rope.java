package topiclora.lm.internal.model;

import topiclora.lm.internal.checkpoint.BaseConfig;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * Rotary positions: pair (i, i + d/2) of a head is turned by position times frequency i.
 *
 * <p>RoFormer, arXiv 2104.09864, in the layout of Hugging Face (halves, not neighbours).
 */
final class Rope {
  private final int headWidth;
  private final float[] frequencies;
  private final DType type;
  private volatile Table longest;

  /** Cosines and sines {@code [C, 1, d]}; the first half of the sines is negated. */
  private record Table(int length, Tensor cos, Tensor sin) {}

  /**
   * @param factors by which each of the d/2 frequencies is divided
   */
  Rope(BaseConfig config, float[] factors, DType type) {
    this.headWidth = config.headWidth();
    this.type = type;
    this.frequencies = new float[headWidth / 2];
    for (int i = 0; i < frequencies.length; i++) {
      frequencies[i] = (float) (Math.pow(config.ropeBase(), -2.0 * i / headWidth) / factors[i]);
    }
    this.longest = table(64);
  }

  /** The heads of {@code x [B, C, H, d]}, turned to their positions. */
  Tensor rotate(Tensor x, int firstPosition) {
    int tokens = x.size(1);
    Table table = atLeast(firstPosition + tokens);
    Tensor cos = table.cos.narrow(0, firstPosition, tokens); // [C, 1, d]
    Tensor sin = table.sin.narrow(0, firstPosition, tokens); // [C, 1, d]
    return x.mul(cos).addProduct(x.roll(headWidth / 2, 3), sin); // [B, C, H, d]
  }

  private Table atLeast(int length) {
    Table current = longest;
    if (current.length >= length) {
      return current;
    }
    Table longer = table(Math.max(length, 2 * current.length));
    longest = longer; // a race makes the same table twice, never a wrong one
    return longer;
  }

  private Table table(int length) {
    try (var scope = Scope.open()) {
      int half = frequencies.length;
      float[] cos = new float[length * headWidth];
      float[] sin = new float[length * headWidth];
      for (int c = 0; c < length; c++) {
        for (int i = 0; i < half; i++) {
          float angle = c * frequencies[i];
          int at = c * headWidth + i;
          cos[at] = cos[at + half] = (float) Math.cos(angle);
          sin[at + half] = (float) Math.sin(angle);
          sin[at] = -sin[at + half];
        }
      }
      return new Table(length, own(scope, cos, length), own(scope, sin, length));
    }
  }

  private Tensor own(Scope scope, float[] values, int length) {
    return scope.detach(Tensor.of(values, length, 1, headWidth).to(type));
  }
}
