package topiclora.base;

/**
 * Single numbers, and blocks of 32 that share one scale: ggml's formats F32 to Q8_0.
 *
 * <p>Where two numbers share a byte, the low half belongs to the first 16 of the block.
 */
final class PlainBlocks {
  private static final int HALF = 16;

  private PlainBlocks() {}

  static void f32(byte[] in, int from, float[] out, int at) {
    out[at] = Float.intBitsToFloat(bits32(in, from));
  }

  static void f16(byte[] in, int from, float[] out, int at) {
    out[at] = half(in, from);
  }

  static void bf16(byte[] in, int from, float[] out, int at) {
    out[at] = Float.intBitsToFloat(bits16(in, from) << 16);
  }

  static void q40(byte[] in, int from, float[] out, int at) {
    float scale = half(in, from);
    for (int i = 0; i < HALF; i++) {
      int pair = in[from + 2 + i];
      out[at + i] = scale * (low(pair) - 8);
      out[at + i + HALF] = scale * (high(pair) - 8);
    }
  }

  static void q41(byte[] in, int from, float[] out, int at) {
    float scale = half(in, from);
    float least = half(in, from + 2);
    for (int i = 0; i < HALF; i++) {
      int pair = in[from + 4 + i];
      out[at + i] = scale * low(pair) + least;
      out[at + i + HALF] = scale * high(pair) + least;
    }
  }

  /** The fifth bits of all 32 numbers lie together before the pairs. */
  static void q50(byte[] in, int from, float[] out, int at) {
    float scale = half(in, from);
    int fifths = bits32(in, from + 2);
    for (int i = 0; i < HALF; i++) {
      int pair = in[from + 6 + i];
      out[at + i] = scale * (low(pair) + fifth(fifths, i) - 16);
      out[at + i + HALF] = scale * (high(pair) + fifth(fifths, i + HALF) - 16);
    }
  }

  static void q51(byte[] in, int from, float[] out, int at) {
    float scale = half(in, from);
    float least = half(in, from + 2);
    int fifths = bits32(in, from + 4);
    for (int i = 0; i < HALF; i++) {
      int pair = in[from + 8 + i];
      out[at + i] = scale * (low(pair) + fifth(fifths, i)) + least;
      out[at + i + HALF] = scale * (high(pair) + fifth(fifths, i + HALF)) + least;
    }
  }

  static void q80(byte[] in, int from, float[] out, int at) {
    float scale = half(in, from);
    for (int i = 0; i < 2 * HALF; i++) {
      out[at + i] = scale * in[from + 2 + i];
    }
  }

  static float half(byte[] in, int at) {
    return Float.float16ToFloat((short) bits16(in, at));
  }

  static int low(int pair) {
    return pair & 15;
  }

  static int high(int pair) {
    return (pair >> 4) & 15;
  }

  /** 16 where bit {@code i} is set. */
  private static int fifth(int bits, int i) {
    return ((bits >> i) & 1) << 4;
  }

  private static int bits16(byte[] in, int at) {
    return (in[at] & 0xff) + ((in[at + 1] & 0xff) << 8);
  }

  private static int bits32(byte[] in, int at) {
    return bits16(in, at) + (bits16(in, at + 2) << 16);
  }
}
