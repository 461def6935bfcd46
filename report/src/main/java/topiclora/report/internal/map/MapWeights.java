package topiclora.report.internal.map;

import java.util.Arrays;
import topiclora.core.internal.similar.NeighbourGraph;

/**
 * How strongly neighbours are tied, as UMAP has it: exp(-(d - d₁) / σ) with d₁ the distance to the
 * nearest and σ such that a document's ties sum to log₂ k.
 */
final class MapWeights {
  private static final int HALVINGS = 64;

  private MapWeights() {}

  /** {@code [D, k]}; the two directions of a tie stay apart and add up while the map is made. */
  static double[][] of(NeighbourGraph graph) {
    return Arrays.stream(graph.cosines()).map(MapWeights::row).toArray(double[][]::new);
  }

  private static double[] row(double[] cosines) {
    double[] beyond = Arrays.stream(cosines).map(cosine -> cosines[0] - cosine).toArray();
    double wanted = Math.log(cosines.length) / Math.log(2);
    double low = 0;
    double high = 2;
    for (int i = 0; i < HALVINGS; i++) {
      double sigma = (low + high) / 2;
      if (sum(beyond, sigma) > wanted) {
        high = sigma;
      } else {
        low = sigma;
      }
    }
    double sigma = high;
    return Arrays.stream(beyond).map(d -> Math.exp(-d / sigma)).toArray();
  }

  private static double sum(double[] beyond, double sigma) {
    return Arrays.stream(beyond).map(d -> Math.exp(-d / sigma)).sum();
  }
}
