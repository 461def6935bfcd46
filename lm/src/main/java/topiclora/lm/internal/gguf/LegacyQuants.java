package topiclora.lm.internal.gguf;

/**
 * Single numbers as floats, and blocks of 32 that share one scale as {@link QuantBlock}: ggml's
 * formats F32 to Q8_0.
 *
 * <p>Where two numbers share a byte, the low half belongs to the first 16 of the block.
 */
final class LegacyQuants {
  private static final int HALF = 16;

  private LegacyQuants() {}

  static void f32(byte[] in, int from, float[] out, int at) {
    out[at] = Float.intBitsToFloat(bits32(in, from));
  }

  static void f16(byte[] in, int from, float[] out, int at) {
    out[at] = half(in, from);
  }

  static void bf16(byte[] in, int from, float[] out, int at) {
    out[at] = Float.intBitsToFloat(bits16(in, from) << 16);
  }

  static void q40(byte[] in, int from, QuantBlock out, int at) {
    float scale = half(in, from);
    out.group(at, scale, -8 * scale);
    pairs(in, from + 2, 0, out, at);
  }

  static void q41(byte[] in, int from, QuantBlock out, int at) {
    out.group(at, half(in, from), half(in, from + 2));
    pairs(in, from + 4, 0, out, at);
  }

  static void q50(byte[] in, int from, QuantBlock out, int at) {
    float scale = half(in, from);
    out.group(at, scale, -16 * scale);
    pairs(in, from + 6, bits32(in, from + 2), out, at);
  }

  static void q51(byte[] in, int from, QuantBlock out, int at) {
    out.group(at, half(in, from), half(in, from + 2));
    pairs(in, from + 8, bits32(in, from + 4), out, at);
  }

  static void q80(byte[] in, int from, QuantBlock out, int at) {
    float scale = half(in, from);
    out.group(at, scale, -128 * scale);
    for (int i = 0; i < 2 * HALF; i++) {
      out.quants()[at + i] = (byte) (in[from + 2 + i] + 128);
    }
  }

  /**
   * @param fifths the fifth bits of all 32 codes, which lie together before the pairs
   */
  private static void pairs(byte[] in, int from, int fifths, QuantBlock out, int at) {
    for (int i = 0; i < HALF; i++) {
      int pair = in[from + i];
      out.quants()[at + i] = (byte) (low(pair) + fifth(fifths, i));
      out.quants()[at + i + HALF] = (byte) (high(pair) + fifth(fifths, i + HALF));
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
