package topiclora.core.internal.topic;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often some words stand near each other: in how many windows of a text, moved on by one word
 * at a time, there is the one, the other, and both.
 *
 * <p>A text shorter than the window is one window.
 */
public final class Cooccurrences {
  /** Words in a window, as for C_v (Röder, Both and Hinneburg 2015). */
  public static final int WINDOW = 110;

  private static final double EPSILON = 1e-12;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final int[][] together;
  private long windows;

  /** Counts {@code words} and no others. */
  public Cooccurrences(Collection<String> words) {
    words.forEach(word -> numbers.putIfAbsent(word, numbers.size()));
    together = new int[numbers.size()][];
    for (int i = 0; i < together.length; i++) {
      together[i] = new int[i + 1];
    }
  }

  /** Counts the windows of a text. */
  public void add(List<String> terms) {
    int[] inside = new int[together.length];
    for (int end = 0; end < terms.size(); end++) {
      count(inside, terms.get(end), 1);
      if (end >= WINDOW) {
        count(inside, terms.get(end - WINDOW), -1);
      }
      if (end >= WINDOW - 1 || end == terms.size() - 1) {
        window(inside);
      }
    }
  }

  private void count(int[] inside, String term, int by) {
    Integer number = numbers.get(term);
    if (number != null) {
      inside[number] += by;
    }
  }

  private void window(int[] inside) {
    windows++;
    for (int i = 0; i < inside.length; i++) {
      for (int j = 0; j <= i && inside[i] > 0; j++) {
        together[i][j] += inside[j] > 0 ? 1 : 0;
      }
    }
  }

  /**
   * Normalised pointwise mutual information (Bouma 2009): -1 never together, 0 as by chance, 1
   * never apart. -1 also where there is none of them: nothing speaks for it.
   */
  public double npmi(String a, String b) {
    double both = share(a, b);
    double product = share(a, a) * share(b, b);
    if (product == 0) {
      return -1;
    }
    return both == 1 ? 1 : Math.log((both + EPSILON) / product) / -Math.log(both + EPSILON);
  }

  private double share(String a, String b) {
    Integer i = numbers.get(a);
    Integer j = numbers.get(b);
    return i == null || j == null || windows == 0
        ? 0
        : (double) together[Math.max(i, j)][Math.min(i, j)] / windows;
  }
}
