package topiclora.core.internal.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import topiclora.core.ClusterOptions;
import topiclora.core.internal.cluster.Cluster.DominantTopic;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.lm.internal.math.VectorMath;

/**
 * The documents of a model in clusters by the direction of x, which is what {@code similar} goes
 * by. Every document is in one, also those that density calls noise.
 *
 * <pre>{@code
 * Clustering found = Clustering.of(model, ClusterOptions.defaults());
 * found.clusters().getFirst().documents();
 * }</pre>
 *
 * @param options what was asked for
 * @param clusters the largest first
 * @param members one for each document, in the order of the model
 * @param silhouette mean over documents of how much nearer they are to their own cluster than to
 *     the next, -1 to 1; NaN where there is one cluster. Of at most 2,000 documents
 */
public record Clustering(
    ClusterOptions options, List<Cluster> clusters, List<Member> members, double silhouette) {

  /** Components that stick out by less are not named, in standard deviations. */
  private static final double TELLING = 0.5;

  /** Kept, or its level would be forgotten. Tribuo reports each iteration of each start. */
  private static final Logger TRIBUO = Logger.getLogger("org.tribuo.clustering");

  static {
    if (TRIBUO.getLevel() == null) { // nobody wants something else
      TRIBUO.setLevel(Level.WARNING);
    }
  }

  public Clustering {
    clusters = List.copyOf(clusters);
    members = List.copyOf(members);
  }

  /**
   * A document in its cluster.
   *
   * @param cluster its number
   * @param share how much it belongs there, 0 to 1. k-means: membership of fuzzy c-means (Bezdek,
   *     1981; m = 2). HDBSCAN: 1 minus the outlier score GLOSH (Campello et al., 2015)
   * @param noise whether it lies where documents are sparse; it is in the cluster that it is
   *     nearest to
   */
  public record Member(DocumentVector document, int cluster, double share, boolean noise) {}

  /** Groups the documents of {@code model}; the same each time. */
  public static Clustering of(TopicModel model, ClusterOptions options) {
    List<DocumentVector> documents = model.documents();
    // At length one distances between rows are those of similar: |a - b|² = 2 - 2 cos.
    double[][] rows =
        documents.stream()
            .map(document -> VectorMath.direction(document.vector()))
            .toArray(double[][]::new);
    Groups groups =
        switch (options.method()) {
          case KMEANS -> Groups.byCentres(rows, options);
          case HDBSCAN -> Groups.byDensity(rows, options);
        };
    List<Member> members = new ArrayList<>();
    for (int d = 0; d < rows.length; d++) {
      members.add(
          new Member(documents.get(d), groups.of()[d], groups.share()[d], groups.noise()[d]));
    }
    double silhouette = new Silhouette(rows).of(groups.of(), groups.centres().length);
    return new Clustering(options, clusters(groups, rows, documents), members, silhouette);
  }

  private static List<Cluster> clusters(
      Groups groups, double[][] rows, List<DocumentVector> documents) {
    Scale corpus = Scale.of(documents);
    List<Cluster> clusters = new ArrayList<>();
    for (int c = 0; c < groups.centres().length; c++) {
      int number = c;
      double[] centre = groups.centres()[c];
      List<Integer> inside =
          IntStream.range(0, rows.length)
              .filter(d -> groups.of()[d] == number)
              .boxed()
              .sorted(Comparator.comparingDouble(d -> -VectorMath.dot(rows[d], centre)))
              .toList();
      List<DocumentVector> nearest = inside.stream().map(documents::get).toList();
      int noise = (int) inside.stream().filter(d -> groups.noise()[d]).count();
      clusters.add(new Cluster(c, nearest, noise, components(nearest, corpus)));
    }
    return clusters;
  }

  private static List<DominantTopic> components(List<DocumentVector> inside, Scale corpus) {
    double[] mean = Scale.of(inside).mean();
    return IntStream.range(0, mean.length)
        .mapToObj(k -> new DominantTopic(k, mean[k], corpus.deviations(k, mean[k])))
        .filter(component -> component.zScore() >= TELLING)
        .sorted(Comparator.comparingDouble(DominantTopic::zScore).reversed())
        .toList();
  }

  /** Mean and standard deviation of each number of x over some documents. */
  private record Scale(double[] mean, double[] deviation) {
    static Scale of(List<DocumentVector> documents) {
      int dimensions = documents.getFirst().vector().length;
      double[] mean = new double[dimensions];
      double[] deviation = new double[dimensions];
      for (int k = 0; k < dimensions; k++) {
        int component = k;
        double m = documents.stream().mapToDouble(d -> d.vector()[component]).average().orElse(0);
        double square =
            documents.stream()
                .mapToDouble(d -> (d.vector()[component] - m) * (d.vector()[component] - m))
                .average()
                .orElse(0);
        mean[k] = m;
        deviation[k] = Math.sqrt(square);
      }
      return new Scale(mean, deviation);
    }

    double deviations(int k, double value) {
      return deviation[k] == 0 ? 0 : (value - mean[k]) / deviation[k];
    }
  }
}
