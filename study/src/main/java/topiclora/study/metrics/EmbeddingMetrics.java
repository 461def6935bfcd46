package topiclora.study.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tribuo.util.infotheory.InformationTheory;
import topiclora.core.internal.cluster.KMeans;
import topiclora.lm.internal.math.Nearest;
import topiclora.lm.internal.math.VectorMath;

/**
 * How well labels that no fit had can be predicted from vectors.
 *
 * @param knn share of documents whose label is the most frequent one among their five nearest
 *     others by cosine; of equally frequent labels the first in alphabetical order counts, as in
 *     scikit-learn
 * @param nmi mutual information of labels and k-means clusters over the mean of their entropies, k
 *     being the number of labels and vectors brought to length one; mean over {@value #SEEDS} seeds
 */
public record EmbeddingMetrics(double knn, double nmi) {
  /** Neighbours that vote. */
  public static final int NEIGHBOURS = 5;

  private static final int SEEDS = 3;
  private static final int STARTS = 20;

  /** Measures {@code vectors}, one for each of {@code labels}. */
  public static EmbeddingMetrics of(float[][] vectors, List<String> labels, long seed) {
    if (vectors.length != labels.size() || vectors.length <= NEIGHBOURS) {
      throw new IllegalArgumentException(
          "%d vectors and %d labels; want as many of each, and more than %d"
              .formatted(vectors.length, labels.size(), NEIGHBOURS));
    }
    double[][] directions = VectorMath.directions(vectors);
    return new EmbeddingMetrics(knn(directions, labels), nmi(directions, labels, seed));
  }

  /** The first of the two metrics alone, which costs little. */
  public static double neighbours(float[][] vectors, List<String> labels) {
    return knn(VectorMath.directions(vectors), labels);
  }

  private static double knn(double[][] directions, List<String> labels) {
    long right =
        IntStream.range(0, directions.length)
            .filter(i -> vote(nearest(directions, i), labels).equals(labels.get(i)))
            .count();
    return (double) right / directions.length;
  }

  private static List<Integer> nearest(double[][] directions, int i) {
    Nearest nearest =
        Nearest.of(
            directions.length, NEIGHBOURS, i, j -> VectorMath.dot(directions[i], directions[j]));
    return Arrays.stream(nearest.index()).boxed().toList();
  }

  private static String vote(List<Integer> voters, List<String> labels) {
    Map<String, Long> votes =
        voters.stream()
            .map(labels::get)
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    String winner = "";
    long most = 0;
    for (Map.Entry<String, Long> entry : votes.entrySet()) {
      if (entry.getValue() > most) {
        winner = entry.getKey();
        most = entry.getValue();
      }
    }
    return winner;
  }

  private static double nmi(double[][] directions, List<String> labels, long seed) {
    int clusters = (int) labels.stream().distinct().count();
    var kmeans = new KMeans(directions);
    return IntStream.range(0, SEEDS)
        .mapToObj(s -> kmeans.fit(clusters, STARTS, seed + s).of())
        .mapToDouble(found -> nmi(found, labels))
        .average()
        .orElseThrow();
  }

  /** Normalised mutual information; 1 where both sides are one group. */
  public static <A, B> double nmi(List<A> a, List<B> b) {
    double entropies = InformationTheory.entropy(a) + InformationTheory.entropy(b);
    return entropies == 0 ? 1 : 2 * InformationTheory.mi(a, b) / entropies;
  }
}
