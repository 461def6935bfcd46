package topiclora.core.internal.topic;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import topiclora.lm.internal.math.VectorMath;

/**
 * How well the words of a topic go together in texts.
 *
 * @param npmi mean over the pairs of words, -1 to 1 (Aletras and Stevenson 2013)
 * @param cv mean cosine between each word's NPMI with all of them and the sum of these (C_v, Röder,
 *     Both and Hinneburg 2015)
 */
public record Coherence(double npmi, double cv) {
  /** Nothing is known. */
  static final Coherence NONE = new Coherence(Double.NaN, Double.NaN);

  /** Of some words, two or more; else nothing is known. */
  public static Coherence of(List<String> words, Cooccurrences counted) {
    int n = words.size();
    if (n < 2) {
      return NONE;
    }
    double[][] npmi = new double[n][n];
    double[] sum = new double[n];
    double pairs = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        npmi[i][j] = i == j ? 1 : counted.npmi(words.get(i), words.get(j));
        sum[j] += npmi[i][j];
        pairs += i == j ? 0 : npmi[i][j];
      }
    }
    double cosines = 0;
    for (double[] word : npmi) {
      cosines += VectorMath.cosine(word, sum);
    }
    return new Coherence(pairs / (n * (n - 1.0)), cosines / n);
  }

  /** The share of all topics' words that are different ones (Dieng, Ruiz and Blei 2020). */
  public static double diversity(Collection<List<String>> topics) {
    Set<String> different = new HashSet<>();
    int all = 0;
    for (List<String> words : topics) {
      different.addAll(words);
      all += words.size();
    }
    return all == 0 ? Double.NaN : (double) different.size() / all;
  }
}
