package topiclora.chat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import topiclora.tensor.Tensor;

/** Rows that are computed together: those of about one length, so that little is padded. */
final class Batches {
  private Batches() {}

  /**
   * Places in {@code lengths}, shortest first.
   *
   * @param tokens of a batch at most, when all its rows are as long as the longest; a longer row is
   *     a batch of its own
   */
  static List<int[]> of(int[] lengths, int tokens) {
    int[] order =
        IntStream.range(0, lengths.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> lengths[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<int[]> batches = new ArrayList<>();
    int from = 0;
    while (from < order.length) {
      int end = from + 1;
      while (end < order.length && (end + 1 - from) * lengths[order[end]] <= tokens) {
        end++;
      }
      batches.add(Arrays.copyOfRange(order, from, end));
      from = end;
    }
    return batches;
  }

  /**
   * The rows' vectors as one table {@code [B, n]}; null where they have none. Either all or none of
   * them have one.
   */
  static @Nullable Tensor vectors(List<float @Nullable []> rows) {
    float[] first = rows.getFirst();
    if (first == null) {
      return null;
    }
    float[] flat = new float[rows.size() * first.length];
    for (int b = 0; b < rows.size(); b++) {
      float[] own = Objects.requireNonNull(rows.get(b));
      System.arraycopy(own, 0, flat, b * first.length, first.length);
    }
    return Tensor.of(flat, rows.size(), first.length);
  }
}
