package topiclora.lm.internal.gguf;

import topiclora.lm.internal.tensor.FourBit;

/**
 * Whole numbers in groups of 32 that share a scale and a least value, as most of GGUF's formats
 * have them: a number is {@code scale * code + least}.
 *
 * @param quants without a sign
 * @param scales of each group
 * @param minimums of each group
 */
record QuantBlock(byte[] quants, float[] scales, float[] minimums) {
  static final int GROUP = FourBit.GROUP;

  /** Room for {@code numbers} numbers. */
  static QuantBlock empty(int numbers) {
    int groups = numbers / GROUP;
    return new QuantBlock(new byte[numbers], new float[groups], new float[groups]);
  }

  /** Sets what the group that begins at number {@code at} shares. */
  void group(int at, float scale, float least) {
    scales[at / GROUP] = scale;
    minimums[at / GROUP] = least;
  }

  /** What the codes stand for. */
  float[] values() {
    float[] values = new float[quants.length];
    for (int group = 0; group < scales.length; group++) {
      float scale = scales[group];
      float least = minimums[group];
      for (int i = group * GROUP; i < (group + 1) * GROUP; i++) {
        values[i] = scale * (quants[i] & 0xff) + least;
      }
    }
    return values;
  }
}
