package topiclora;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import topiclora.DuplicateResult.DocumentName;

/**
 * The documents in clusters.
 *
 * @param method {@code kmeans} or {@code hdbscan}
 * @param seed of the starts of k-means
 * @param silhouette mean over documents of how much nearer they are to their own cluster than to
 *     the next, -1 to 1, higher is better; NaN for one cluster
 * @param clusters the largest first
 * @param documents each with its cluster, in the order of the model
 */
public record ClusterResult(
    String method, long seed, double silhouette, List<Group> clusters, List<Place> documents) {
  public ClusterResult {
    clusters = List.copyOf(clusters);
    documents = List.copyOf(documents);
  }

  /**
   * A cluster.
   *
   * @param number from 0, the largest first
   * @param noisePoints how many of its documents lie where documents are sparse
   * @param dominantTopics dimensions that its documents have more of than others, by z-score
   * @param documents nearest to its centre
   */
  public record Group(
      @JsonProperty("cluster") int number,
      int size,
      int noisePoints,
      List<ClusterTopic> dominantTopics,
      List<DocumentName> documents) {
    public Group {
      dominantTopics = List.copyOf(dominantTopics);
      documents = List.copyOf(documents);
    }
  }

  /**
   * A dimension in a cluster.
   *
   * @param component from 0
   * @param mean of it over the cluster's documents; over the corpus it is about 0
   * @param zScore the same in standard deviations over the corpus
   */
  public record ClusterTopic(int component, double mean, double zScore) {}

  /**
   * A document in its cluster.
   *
   * @param share how much it belongs there, 0 to 1
   * @param noisePoint whether it lies where documents are sparse
   */
  public record Place(String id, int cluster, double share, boolean noisePoint) {}
}
