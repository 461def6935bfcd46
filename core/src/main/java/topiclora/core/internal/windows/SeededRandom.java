package topiclora.core.internal.windows;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Random choices that depend on the seed and on what is chosen, never on what was drawn before. */
public final class SeededRandom {
  private SeededRandom() {}

  /** A generator of its own for one purpose of one epoch; portable between machines. */
  public static RandomGenerator generator(long seed, String purpose, long number) {
    long mixed = seed * 0x9E3779B97F4A7C15L + purpose.hashCode() * 0xBF58476D1CE4E5B9L + number;
    return RandomGeneratorFactory.of("L64X128MixRandom").create(mixed);
  }

  /** {@code values} in a random order. */
  public static int[] of(int[] values, RandomGenerator random) {
    int[] shuffled = values.clone();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = swapped;
    }
    return shuffled;
  }

  /** {@code count} different numbers below {@code bound}, ascending. */
  public static int[] sample(int bound, int count, RandomGenerator random) {
    int[] chosen = new int[Math.min(bound, count)];
    int taken = 0;
    for (int i = 0; i < bound && taken < chosen.length; i++) {
      if (random.nextInt(bound - i) < chosen.length - taken) {
        chosen[taken++] = i;
      }
    }
    return chosen;
  }
}
