package topiclora.lm.internal.math;

import java.util.function.IntToDoubleFunction;

/**
 * The k nearest of many, exactly: by an insertion into the k best so far, which takes no sort of
 * all.
 *
 * @param index of the candidates, the nearest first
 * @param likeness of theirs, descending
 */
@SuppressWarnings("ArrayRecordComponent") // one for each of many documents; never compared
public record Nearest(int[] index, double[] likeness) {
  /** All candidates stand for election. */
  public static final int NONE = -1;

  /**
   * The {@code k} candidates of the largest likeness, or all of them where there are fewer. Of
   * equals the earlier one comes first, and NaN after every number.
   *
   * @param candidates numbered from 0
   * @param except a candidate that is left out, or {@link #NONE}
   * @param likeness of a candidate; a distance goes in with its sign turned
   */
  public static Nearest of(int candidates, int k, int except, IntToDoubleFunction likeness) {
    if (k < 0) {
      throw new IllegalArgumentException("k is " + k + ", wanted 0 or more");
    }
    int others = except == NONE ? candidates : Math.max(0, candidates - 1);
    var best = new Nearest(new int[Math.min(k, others)], new double[Math.min(k, others)]);
    int found = 0;
    for (int candidate = 0; candidate < candidates && best.index.length > 0; candidate++) {
      if (candidate != except) {
        best.offer(candidate, likeness.applyAsDouble(candidate), found);
        found = Math.min(found + 1, best.index.length);
      }
    }
    return best;
  }

  private void offer(int candidate, double offered, int found) {
    int place = found;
    while (place > 0 && isNearer(offered, likeness[place - 1])) {
      place--;
    }
    if (place < index.length) {
      int moved = Math.min(found, index.length - 1) - place;
      System.arraycopy(index, place, index, place + 1, moved);
      System.arraycopy(likeness, place, likeness, place + 1, moved);
      index[place] = candidate;
      likeness[place] = offered;
    }
  }

  private static boolean isNearer(double a, double b) {
    return a > b || (Double.isNaN(b) && !Double.isNaN(a));
  }
}
