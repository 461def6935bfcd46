package topiclora.core.internal.model;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Tensor;

/**
 * Vectors that are mostly zero, as they lie on the disk: the values that are not zero in half
 * precision, and one bit for each dimension that says whether it has one.
 */
final class SparseVectors {
  private static final String VALUES = "x.values"; // [D, k], at the end 0 where there are fewer
  private static final String PLACES = "x.places"; // [D, n / 8], the lowest bit of a byte first

  private SparseVectors() {}

  /**
   * Packs vectors.
   *
   * @param x {@code [D, n]}, of half precision already
   * @param most dimensions of a vector that are not zero, k
   */
  static Map<String, Tensor> packed(Tensor x, int most) {
    float[][] rows = x.toRows();
    int bytes = Math.ceilDiv(x.size(1), Byte.SIZE);
    float[] values = new float[rows.length * most];
    Tensor places = Tensor.emptyOnHost(DType.U8, rows.length, bytes);
    ByteBuffer bits = places.buffer();
    for (int d = 0; d < rows.length; d++) {
      int at = d * most;
      byte[] row = new byte[bytes];
      for (int n = 0; n < rows[d].length; n++) {
        if (rows[d][n] != 0) {
          values[at++] = rows[d][n];
          row[n / Byte.SIZE] |= (byte) (1 << (n % Byte.SIZE));
        }
      }
      bits.put(row);
    }
    return Map.of(
        VALUES, Tensor.of(values, rows.length, most).to(DType.F16), PLACES, places.toDevice());
  }

  static boolean areIn(Map<String, Tensor> tensors) {
    return tensors.containsKey(PLACES);
  }

  /**
   * Takes the vectors out of a file's tensors, {@code [D, n]}.
   *
   * @param dimensions n
   * @throws IllegalArgumentException where the two do not fit each other
   */
  static Tensor unpacked(Map<String, Tensor> tensors, int dimensions) {
    Tensor stored = tensors.remove(VALUES);
    Tensor bits = tensors.remove(PLACES);
    if (stored == null
        || bits == null
        || stored.size(0) != bits.size(0)
        || bits.size(1) != Math.ceilDiv(dimensions, Byte.SIZE)) {
      throw new IllegalArgumentException(
          "values %s with places %s, for vectors of %d dimensions"
              .formatted(stored, bits, dimensions));
    }
    float[][] values = stored.toRows();
    float[][] places = bits.toRows();
    List<float[]> rows = new ArrayList<>();
    for (int d = 0; d < values.length; d++) {
      float[] row = new float[dimensions];
      int at = 0;
      for (int n = 0; n < dimensions; n++) {
        if (((int) places[d][n / Byte.SIZE] >> (n % Byte.SIZE) & 1) == 1) {
          if (at == values[d].length) {
            throw new IllegalArgumentException(
                "more places than the %d values of vector %d".formatted(at, d));
          }
          row[n] = values[d][at++];
        }
      }
      rows.add(row);
    }
    return rows.isEmpty() ? Tensor.zeros(DType.F32, 0, dimensions) : Tensor.ofRows(rows);
  }
}
