package topiclora.cli.option;

import picocli.CommandLine.Option;
import topiclora.core.ClusterOptions;
import topiclora.core.ClusterOptions.Method;

/** The options that say how documents are clustered. */
public final class ClusteringOptions {
  @Option(
      names = "--method",
      paramLabel = "kmeans|hdbscan",
      description = "nearest of some centres, or dense regions (kmeans)")
  private Method method = Method.KMEANS;

  @Option(
      names = "--clusters",
      paramLabel = "N",
      description = "number of clusters of kmeans (that of 2 to 20 with the best silhouette)")
  private int clusters;

  @Option(
      names = "--min-cluster-size",
      paramLabel = "N",
      description = "smallest cluster of hdbscan, in documents (half the root of all, at least 5)")
  private int minClusterSize;

  @Option(names = "--seed", paramLabel = "N", description = "of every random choice (1)")
  private long seed = 1;

  public ClusterOptions options() {
    return new ClusterOptions(method, clusters, minClusterSize, seed);
  }
}
