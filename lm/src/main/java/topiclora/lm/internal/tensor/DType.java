package topiclora.lm.internal.tensor;

import java.util.Arrays;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Element type of a tensor; the names are those of safetensors. */
public enum DType {
  F32(4, ScalarType.Float),
  F16(2, ScalarType.Half),
  BF16(2, ScalarType.BFloat16),
  I64(8, ScalarType.Long),
  U8(1, ScalarType.Byte);

  private final int bytes;
  private final ScalarType scalar;

  DType(int bytes, ScalarType scalar) {
    this.bytes = bytes;
    this.scalar = scalar;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }

  ScalarType scalar() {
    return scalar;
  }

  static Optional<DType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findAny();
  }

  static DType of(ScalarType scalar) {
    for (DType type : values()) {
      if (type.scalar == scalar) {
        return type;
      }
    }
    throw new IllegalArgumentException("no element type for " + scalar);
  }
}
