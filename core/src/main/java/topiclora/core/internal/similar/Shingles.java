package topiclora.core.internal.similar;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * The wording of a text: the smallest hashes of its runs of {@value #WORDS} words, which estimate
 * what share of all runs two texts have in common (bottom-k sketches, Broder 1997). For texts of
 * fewer than {@value #KEPT} runs it is no estimate but exact.
 *
 * @param hashes ascending, all different
 */
record Shingles(long[] hashes) {
  private static final int WORDS = 4;
  private static final int KEPT = 256;
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  static Shingles of(String text) {
    String[] words =
        BETWEEN_WORDS
            .splitAsStream(text.toLowerCase(Locale.ROOT))
            .filter(word -> !word.isEmpty())
            .toArray(String[]::new);
    int runs = words.length == 0 ? 0 : Math.max(1, words.length - WORDS + 1);
    long[] hashes =
        LongStream.range(0, runs)
            .map(from -> hash(words, (int) from))
            .sorted()
            .distinct()
            .limit(KEPT)
            .toArray();
    return new Shingles(hashes);
  }

  /** FNV-1a over the run's characters, then mixed, since small values are what is kept. */
  private static long hash(String[] words, int from) {
    long hash = 0xcbf29ce484222325L;
    for (int w = from; w < Math.min(from + WORDS, words.length); w++) {
      for (int i = 0; i < words[w].length(); i++) {
        hash = (hash ^ words[w].charAt(i)) * 0x100000001b3L;
      }
      hash = (hash ^ ' ') * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0xd6e8feb86659fd93L;
    return hash ^ (hash >>> 32);
  }

  /** Share of the runs of both that both have, 0 to 1. */
  double overlap(Shingles other) {
    long[] both =
        LongStream.concat(Arrays.stream(hashes), Arrays.stream(other.hashes))
            .sorted()
            .distinct()
            .limit(KEPT)
            .toArray();
    long common = Arrays.stream(both).filter(hash -> has(hash) && other.has(hash)).count();
    return both.length == 0 ? 0 : (double) common / both.length;
  }

  private boolean has(long hash) {
    return Arrays.binarySearch(hashes, hash) >= 0;
  }
}
