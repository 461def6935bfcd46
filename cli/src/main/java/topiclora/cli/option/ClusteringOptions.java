package topiclora.cli.option;

import picocli.CommandLine.Option;
import topiclora.core.ClusterOptions;
import topiclora.core.ClusterOptions.Method;

/** The options that say how documents are grouped. */
final class ClusteringOptions {
  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description =
          "kmeans: what is nearest to one of some centres; hdbscan: where documents lie densely"
              + " (default: ${DEFAULT-VALUE})")
  private Method method = Method.KMEANS;

  @Option(
      names = "--count",
      paramLabel = "N",
      description =
          "clusters of kmeans (default: of 2 to 20 the number whose clusters are the most apart)")
  private int count;

  @Option(
      names = "--least",
      paramLabel = "N",
      description = "smallest cluster of hdbscan (default: half the root of the documents, 5 up)")
  private int least;

  @Option(names = "--seed", paramLabel = "N", description = "of the starts (${DEFAULT-VALUE})")
  private long seed = 1;

  ClusterOptions options() {
    return new ClusterOptions(method, count, least, seed);
  }
}
