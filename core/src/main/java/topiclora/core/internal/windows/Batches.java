package topiclora.core.internal.windows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Rows that are computed together: those of about one length, so that little is padded. */
public final class Batches {
  private Batches() {}

  /** All places in {@code lengths}, as in {@link #of(int[], int[], int)}. */
  public static List<int[]> of(int[] lengths, int tokens) {
    return of(IntStream.range(0, lengths.length).toArray(), lengths, tokens);
  }

  /**
   * Some rows, shortest first, and of one length in their order.
   *
   * @param rows places in {@code lengths}
   * @param tokens of a batch at most, when all its rows are as long as the longest; a longer row is
   *     a batch of its own
   */
  static List<int[]> of(int[] rows, int[] lengths, int tokens) {
    int[] order =
        Arrays.stream(rows)
            .boxed()
            .sorted(Comparator.comparingInt((Integer row) -> lengths[row]).thenComparing(i -> i))
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
}
