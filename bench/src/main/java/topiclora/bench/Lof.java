package topiclora.bench;

import java.util.Comparator;
import java.util.stream.IntStream;
import topiclora.measure.Geometry;

/**
 * Local outlier factor (Breunig, Kriegel, Ng and Sander 2000): how much thinner the surroundings of
 * a row are than those of its neighbours; 1 is usual.
 */
final class Lof {
  private Lof() {}

  /** By cosine distance and {@code k} neighbours; rows that are all zero are at distance 1. */
  static double[] of(float[][] rows, int k) {
    double[][] distances = distances(rows);
    int[][] nearest = new int[rows.length][];
    double[] density = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      nearest[i] = nearest(distances, i, k);
    }
    for (int i = 0; i < rows.length; i++) {
      double reach = 0;
      for (int j : nearest[i]) {
        double outer = distances[j][nearest[j][nearest[j].length - 1]];
        reach += Math.max(outer, distances[i][j]);
      }
      density[i] = nearest[i].length / Math.max(reach, 1e-12);
    }
    double[] factor = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j : nearest[i]) {
        factor[i] += density[j] / density[i] / nearest[i].length;
      }
    }
    return factor;
  }

  /** Mean cosine distance to the {@code k} nearest others. */
  static double[] meanDistances(float[][] rows, int k) {
    double[][] distances = distances(rows);
    return IntStream.range(0, rows.length)
        .mapToDouble(
            i ->
                IntStream.of(nearest(distances, i, k))
                    .mapToDouble(j -> distances[i][j])
                    .average()
                    .orElse(0))
        .toArray();
  }

  private static double[][] distances(float[][] rows) {
    double[][] directions = Geometry.directions(rows);
    double[][] distances = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows.length; j++) {
        double dot = 0;
        for (int n = 0; n < directions[i].length; n++) {
          dot += directions[i][n] * directions[j][n];
        }
        distances[i][j] = Math.max(0, 1 - dot);
      }
    }
    return distances;
  }

  private static int[] nearest(double[][] distances, int i, int k) {
    return IntStream.range(0, distances.length)
        .filter(j -> j != i)
        .boxed()
        .sorted(Comparator.comparingDouble(j -> distances[i][j]))
        .limit(k)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
