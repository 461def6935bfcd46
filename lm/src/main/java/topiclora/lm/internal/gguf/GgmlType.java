package topiclora.lm.internal.gguf;

import java.util.Arrays;
import java.util.OptionalInt;
import topiclora.lm.TopicLoraException;

/** How GGUF packs numbers into blocks, with the way back to floats. */
enum GgmlType {
  F32(0, 1, 4, 0),
  F16(1, 1, 2, 0),
  BF16(30, 1, 2, 0),
  Q4_0(2, 32, 18, 4),
  Q4_1(3, 32, 20, 4),
  Q5_0(6, 32, 22, 5),
  Q5_1(7, 32, 24, 5),
  Q8_0(8, 32, 34, 8),
  Q4_K(12, 256, 144, 4),
  Q5_K(13, 256, 176, 5),
  Q6_K(14, 256, 210, 0);

  private static final String[] OTHERS = {
    "",
    "",
    "",
    "",
    "Q4_2",
    "Q4_3",
    "",
    "",
    "",
    "Q8_1",
    "Q2_K",
    "Q3_K",
    "",
    "",
    "",
    "Q8_K",
    "IQ2_XXS",
    "IQ2_XS",
    "IQ3_XXS",
    "IQ1_S",
    "IQ4_NL",
    "IQ3_S",
    "IQ2_S",
    "IQ4_XS",
    "I8",
    "I16",
    "I32",
    "I64",
    "F64",
    "IQ1_M",
    "",
    "Q4_0_4_4",
    "Q4_0_4_8",
    "Q4_0_8_8",
    "TQ1_0",
    "TQ2_0",
    "IQ4_NL_4_4",
    "IQ4_NL_4_8",
    "IQ4_NL_8_8",
    "MXFP4"
  };

  private final int code;
  private final int length;
  private final int bytes;
  private final int bits;

  /** Turns the block at {@code in[from ..]} into {@code out[at ..]}. */
  interface Unpacker<T> {
    void unpack(byte[] in, int from, T out, int at);
  }

  GgmlType(int code, int length, int bytes, int bits) {
    this.code = code;
    this.length = length;
    this.bytes = bytes;
    this.bits = bits;
  }

  /** Numbers of one block. */
  int length() {
    return length;
  }

  /** Bytes of one block. */
  int bytes() {
    return bytes;
  }

  /** Bits of one code of {@link #quants}; none where there are no codes in groups of 32. */
  OptionalInt bits() {
    return bits == 0 ? OptionalInt.empty() : OptionalInt.of(bits);
  }

  private Unpacker<float[]> floats() {
    return switch (this) {
      case F32 -> LegacyQuants::f32;
      case F16 -> LegacyQuants::f16;
      case BF16 -> LegacyQuants::bf16;
      case Q6_K -> KQuants::q6k;
      default -> throw new IllegalStateException(this + " has codes");
    };
  }

  private Unpacker<QuantBlock> coded() {
    return switch (this) {
      case Q4_0 -> LegacyQuants::q40;
      case Q4_1 -> LegacyQuants::q41;
      case Q5_0 -> LegacyQuants::q50;
      case Q5_1 -> LegacyQuants::q51;
      case Q8_0 -> LegacyQuants::q80;
      case Q4_K -> KQuants::q4k;
      case Q5_K -> KQuants::q5k;
      default -> throw new IllegalStateException(this + " has no codes in groups of 32");
    };
  }

  /** Turns {@code blocks} blocks into floats. */
  float[] unpack(byte[] in, int blocks) {
    if (bits > 0) {
      return quants(in, blocks).values();
    }
    float[] out = new float[blocks * length];
    unpack(in, blocks, floats(), out);
    return out;
  }

  /** Turns {@code blocks} blocks into whole numbers; only where it has {@link #bits}. */
  QuantBlock quants(byte[] in, int blocks) {
    QuantBlock out = QuantBlock.empty(blocks * length);
    unpack(in, blocks, coded(), out);
    return out;
  }

  private <T> void unpack(byte[] in, int blocks, Unpacker<T> unpacker, T out) {
    for (int i = 0; i < blocks; i++) {
      unpacker.unpack(in, i * bytes, out, i * length);
    }
  }

  static GgmlType of(int code, String tensor) {
    for (GgmlType known : values()) {
      if (known.code == code) {
        return known;
      }
    }
    boolean named = code >= 0 && code < OTHERS.length && !OTHERS[code].isEmpty();
    throw new TopicLoraException.BadBase(
        "%s is stored as %s; the types read are %s"
            .formatted(tensor, named ? OTHERS[code] : "type " + code, Arrays.toString(values())));
  }
}
