package topiclora.core;

/**
 * How documents are grouped.
 *
 * @param method by which
 * @param clusters number of clusters for k-means, or 0 to choose it by the silhouette
 * @param minClusterSize documents of a cluster of HDBSCAN at least, or 0 for half the root of the
 *     number of documents
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
          "clusters is %d and min-cluster-size %d; wanted at least 1 and at least 2, or 0 to choose"
              .formatted(clusters, minClusterSize));
    }
    if (clusters > 0 && method == Method.HDBSCAN) {
      throw new IllegalArgumentException(
          "HDBSCAN finds the number of clusters itself: clusters goes with k-means");
    }
    if (minClusterSize > 0 && method == Method.KMEANS) {
      throw new IllegalArgumentException(
          "min-cluster-size goes with HDBSCAN; k-means takes a number of clusters");
    }
  }

  /** k-means, as many as suit. */
  public static ClusterOptions defaults() {
    return new ClusterOptions(Method.KMEANS, 0, 0, 1);
  }

  /** k-means with this number of clusters. */
  public ClusterOptions withClusters(int clusters) {
    return new ClusterOptions(method, clusters, minClusterSize, seed);
  }

  /** HDBSCAN, which finds the number of clusters. */
  public static ClusterOptions hdbscan() {
    return new ClusterOptions(Method.HDBSCAN, 0, 0, 1);
  }

  public ClusterOptions withMinClusterSize(int minClusterSize) {
    return new ClusterOptions(method, clusters, minClusterSize, seed);
  }

  public ClusterOptions withSeed(long seed) {
    return new ClusterOptions(method, clusters, minClusterSize, seed);
  }
}
