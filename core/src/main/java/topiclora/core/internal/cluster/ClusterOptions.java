package topiclora.core.internal.cluster;

/**
 * How documents are grouped.
 *
 * @param method by which
 * @param clusters of clusters for k-means, or 0 to choose it by the silhouette
 * @param minClusterSize documents of a cluster found by density, or 0 for half the root of their
 *     number
 * @param seed of the starts of k-means
 */
public record ClusterOptions(Method method, int clusters, int minClusterSize, long seed) {

  /** What a cluster is. */
  public enum Method {
    /** What is nearest to one of k centres. */
    KMEANS,
    /** Where documents lie densely, at whatever density. */
    HDBSCAN
  }

  public ClusterOptions {
    if (clusters < 0 || minClusterSize < 0 || minClusterSize == 1) {
      throw new IllegalArgumentException(
          "count is %d and least %d, wanted count at least 1 and least at least 2, or 0 to choose"
              .formatted(clusters, minClusterSize));
    }
    if (clusters > 0 && method == Method.HDBSCAN) {
      throw new IllegalArgumentException(
          "HDBSCAN finds the number of clusters itself: count goes with k-means");
    }
    if (minClusterSize > 0 && method == Method.KMEANS) {
      throw new IllegalArgumentException("a least size goes with HDBSCAN, k-means has a count");
    }
  }

  /** k-means, as many as suit. */
  public static ClusterOptions defaults() {
    return new ClusterOptions(Method.KMEANS, 0, 0, 1);
  }
}
