package topiclora.core.internal.cluster;

import java.util.List;
import topiclora.core.internal.model.DocumentVector;

/**
 * A group of like documents.
 *
 * @param number from 0, the largest first
 * @param documents all of them, the one nearest to the centre first
 * @param noisePoints how many of them lie where documents are sparse
 * @param dominantTopics of x that they have more of than others do, the most telling first
 */
public record Cluster(
    int number,
    List<DocumentVector> documents,
    int noisePoints,
    List<DominantTopic> dominantTopics) {
  public Cluster {
    documents = List.copyOf(documents);
    dominantTopics = List.copyOf(dominantTopics);
  }

  /**
   * A component of x in a cluster.
   *
   * @param component k, from 0
   * @param mean of x_k over the cluster's documents; over the corpus it is about 0
   * @param zScore the same in standard deviations of x_k over the corpus
   */
  public record DominantTopic(int component, double mean, double zScore) {}

  /** Documents in it. */
  public int size() {
    return documents.size();
  }
}
