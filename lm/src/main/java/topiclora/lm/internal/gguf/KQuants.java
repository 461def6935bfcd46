package topiclora.lm.internal.gguf;

import static topiclora.lm.internal.gguf.LegacyQuants.half;
import static topiclora.lm.internal.gguf.LegacyQuants.high;
import static topiclora.lm.internal.gguf.LegacyQuants.low;

/** Blocks of 256 numbers with a scale for every 16 or 32 of them: ggml's K-quants. */
final class KQuants {
  private static final int PARTS = 8;
  private static final int PART = 32;
  private static final int SCALES = 4; // after two halves: the scale and the least of all parts

  private KQuants() {}

  /** 12 bytes of scales, then a byte for the numbers i of parts 2k and 2k + 1. */
  static void q4k(byte[] in, int from, QuantBlock out, int at) {
    int pairs = from + 16;
    for (int part = 0; part < PARTS; part++) {
      group(in, from, part, out, at);
      for (int i = 0; i < PART; i++) {
        out.quants()[at + part * PART + i] = (byte) four(in, pairs, part, i);
      }
    }
  }

  /** As {@link #q4k}, with 32 bytes of fifth bits before the pairs: bit p belongs to part p. */
  static void q5k(byte[] in, int from, QuantBlock out, int at) {
    int fifths = from + 16;
    int pairs = fifths + PART;
    for (int part = 0; part < PARTS; part++) {
      group(in, from, part, out, at);
      for (int i = 0; i < PART; i++) {
        int fifth = (in[fifths + i] >> part) & 1;
        out.quants()[at + part * PART + i] = (byte) (four(in, pairs, part, i) + (fifth << 4));
      }
    }
  }

  /** 128 bytes of four low bits, 64 of two high bits, 16 signed scales, one scale of all. */
  static void q6k(byte[] in, int from, float[] out, int at) {
    float all = half(in, from + 208);
    for (int part = 0; part < PARTS; part++) {
      int quarter = part % 4;
      int lows = from + part / 4 * 64 + quarter % 2 * PART;
      int highs = from + 128 + part / 4 * PART;
      for (int i = 0; i < PART; i++) {
        int low = quarter < 2 ? low(in[lows + i]) : high(in[lows + i]);
        int high = (in[highs + i] >> (2 * quarter)) & 3;
        float scale = all * in[from + 192 + part * 2 + i / 16];
        out[at + part * PART + i] = scale * (low + (high << 4) - 32);
      }
    }
  }

  private static void group(byte[] in, int from, int part, QuantBlock out, int at) {
    float scale = half(in, from) * scale(in, from + SCALES, part);
    float least = half(in, from + 2) * least(in, from + SCALES, part);
    out.group(at + part * PART, scale, -least);
  }

  private static int four(byte[] in, int pairs, int part, int i) {
    int pair = in[pairs + part / 2 * PART + i];
    return part % 2 == 0 ? low(pair) : high(pair);
  }

  /** Six bits: whole for parts 0 to 3, split between two bytes for parts 4 to 7. */
  private static int scale(byte[] in, int scales, int part) {
    return part < 4
        ? in[scales + part] & 63
        : low(in[scales + part + 4]) + ((in[scales + part - 4] >> 2) & 48);
  }

  private static int least(byte[] in, int scales, int part) {
    return part < 4
        ? in[scales + part + 4] & 63
        : high(in[scales + part + 4]) + ((in[scales + part] >> 2) & 48);
  }
}
