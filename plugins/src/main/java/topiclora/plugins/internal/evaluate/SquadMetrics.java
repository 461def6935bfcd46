package topiclora.plugins.internal.evaluate;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/**
 * How well an answer fits the right ones, as SQuAD's own script counts it: in lower case, without
 * punctuation and articles, the best of all right answers.
 */
final class SquadMetrics {
  private static final String PUNCTUATION = "[!-/:-@\\[-`{-~]";
  private static final String ARTICLES = "\\b(a|an|the)\\b";

  private SquadMetrics() {}

  /** 1 where a right answer was given word for word, else 0. */
  static double exact(String answer, List<String> right) {
    return best(answer, right, (a, b) -> a.equals(b) ? 1 : 0);
  }

  /** The harmonic mean of precision and recall of the words. */
  static double f1(String answer, List<String> right) {
    return best(answer, right, SquadMetrics::f1);
  }

  private static double best(
      String answer, List<String> right, ToDoubleBiFunction<String, String> score) {
    String given = normal(answer);
    return right.stream().mapToDouble(r -> score.applyAsDouble(given, normal(r))).max().orElse(0);
  }

  private static double f1(String given, String right) {
    List<String> said = words(given);
    List<String> wanted = words(right);
    if (said.isEmpty() || wanted.isEmpty()) {
      return given.equals(right) ? 1 : 0;
    }
    Map<String, Integer> open = new HashMap<>();
    wanted.forEach(word -> open.merge(word, 1, Integer::sum));
    long common = said.stream().filter(word -> open.merge(word, -1, Integer::sum) >= 0).count();
    return 2.0 * common / (said.size() + wanted.size());
  }

  static String normal(String text) {
    String bare = text.toLowerCase(Locale.ROOT).replaceAll(PUNCTUATION, "");
    return words(bare.replaceAll(ARTICLES, " ")).stream().collect(joining(" "));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
