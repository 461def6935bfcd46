package topiclora.base;

import topiclora.tensor.FourBit;

/**
 * Whole numbers in groups of 32 that share a scale and a least value, as most of GGUF's formats
 * have them: a number is {@code scale * code + least}.
 *
 * @param codes without a sign
 * @param scales of each group
 * @param leasts of each group
 */
record Codes(byte[] codes, float[] scales, float[] leasts) {
  static final int GROUP = FourBit.GROUP;

  /** Room for {@code numbers} numbers. */
  static Codes empty(int numbers) {
    int groups = numbers / GROUP;
    return new Codes(new byte[numbers], new float[groups], new float[groups]);
  }

  /** Sets what the group that begins at number {@code at} shares. */
  void group(int at, float scale, float least) {
    scales[at / GROUP] = scale;
    leasts[at / GROUP] = least;
  }

  /** What the codes stand for. */
  float[] values() {
    float[] values = new float[codes.length];
    for (int group = 0; group < scales.length; group++) {
      float scale = scales[group];
      float least = leasts[group];
      for (int i = group * GROUP; i < (group + 1) * GROUP; i++) {
        values[i] = scale * (codes[i] & 0xff) + least;
      }
    }
    return values;
  }
}
