package topiclora.lm.internal.math;

import java.util.List;
import java.util.stream.IntStream;

/**
 * n of N, evenly spread: a corpus may stand in the order of its labels, and the first n would be of
 * one.
 */
public final class EvenSample {
  private EvenSample() {}

  /** The {@code i}-th of {@code n} among {@code all}: {@code ⌊i N / n⌋}; i itself where n is N. */
  public static int at(int i, int n, int all) {
    return (int) ((long) i * all / n);
  }

  /** Ascending, {@code most} of them or all where there are fewer; none of 0 or less. */
  public static IntStream indices(int most, int all) {
    int n = Math.min(most, all);
    return IntStream.range(0, n).map(i -> at(i, n, all));
  }

  /** In their order, {@code most} of them or all where there are fewer; none of 0 or less. */
  public static <T> List<T> of(List<T> all, int most) {
    return indices(most, all.size()).mapToObj(all::get).toList();
  }
}
