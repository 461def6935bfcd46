package topiclora.base;

import java.nio.ByteBuffer;
import topiclora.TopicLoraException;

/** How GGUF packs numbers into blocks, with the way back to floats. */
enum Quantisation {
  F32(0, 1, 4) {
    @Override
    void unpack(ByteBuffer in, float[] out, int at) {
      out[at] = in.getFloat();
    }
  },
  Q4_1(3, 32, 20) {
    @Override
    void unpack(ByteBuffer in, float[] out, int at) {
      float scale = half(in);
      float least = half(in);
      for (int i = 0; i < 16; i++) {
        int pair = in.get();
        out[at + i] = scale * (pair & 15) + least;
        out[at + i + 16] = scale * (pair >> 4 & 15) + least;
      }
    }
  },
  Q8_0(8, 32, 34) {
    @Override
    void unpack(ByteBuffer in, float[] out, int at) {
      float scale = half(in);
      for (int i = 0; i < 32; i++) {
        out[at + i] = scale * in.get();
      }
    }
  };

  private final int code;
  private final int length;
  private final int bytes;

  Quantisation(int code, int length, int bytes) {
    this.code = code;
    this.length = length;
    this.bytes = bytes;
  }

  /** Reads one block at the buffer's position into {@code out[at ..]}. */
  abstract void unpack(ByteBuffer in, float[] out, int at);

  /** Numbers of one block. */
  int length() {
    return length;
  }

  /** Bytes of one block. */
  int bytes() {
    return bytes;
  }

  static Quantisation of(int code, String tensor) {
    for (Quantisation known : values()) {
      if (known.code == code) {
        return known;
      }
    }
    throw new TopicLoraException.BadBase(
        tensor + " has quantisation " + code + ", which is not supported");
  }

  private static float half(ByteBuffer in) {
    return Float.float16ToFloat(in.getShort());
  }
}
