package topiclora.bench.baselines;

import java.util.stream.IntStream;
import topiclora.lm.internal.math.Nearest;
import topiclora.lm.internal.math.VectorMath;

/**
 * Rows by their surroundings: the local outlier factor (Breunig, Kriegel, Ng and Sander 2000) and
 * the mean distance to the nearest.
 *
 * @param distances between all rows, {@code [D, D]}
 */
@SuppressWarnings("ArrayRecordComponent") // as many numbers as a list would box
public record Lof(double[][] distances) {

  /** By {@code 1 - cosine}; a row of zeros is at distance 1 from every other. */
  public static Lof byCosine(float[][] rows) {
    double[][] directions = VectorMath.directions(rows);
    return of(rows.length, (i, j) -> Math.max(0, 1 - VectorMath.dot(directions[i], directions[j])));
  }

  /** By the length of the difference. */
  public static Lof byLength(float[][] rows) {
    return of(rows.length, (i, j) -> VectorMath.distance(rows[i], rows[j]));
  }

  /** How much thinner the surroundings of a row are than those of its neighbours; 1 is usual. */
  public double[] factors(int k) {
    int rows = distances.length;
    int[][] nearest = new int[rows][];
    double[] density = new double[rows];
    for (int i = 0; i < rows; i++) {
      nearest[i] = nearest(i, k);
    }
    for (int i = 0; i < rows; i++) {
      double reach = 0;
      for (int j : nearest[i]) {
        double outer = distances[j][nearest[j][nearest[j].length - 1]];
        reach += Math.max(outer, distances[i][j]);
      }
      density[i] = nearest[i].length / Math.max(reach, 1e-12);
    }
    double[] factors = new double[rows];
    for (int i = 0; i < rows; i++) {
      for (int j : nearest[i]) {
        factors[i] += density[j] / density[i] / nearest[i].length;
      }
    }
    return factors;
  }

  /** Mean distance to the {@code k} nearest others. */
  public double[] means(int k) {
    return IntStream.range(0, distances.length)
        .mapToDouble(
            i -> IntStream.of(nearest(i, k)).mapToDouble(j -> distances[i][j]).average().orElse(0))
        .toArray();
  }

  private int[] nearest(int i, int k) {
    return Nearest.of(distances.length, k, i, j -> -distances[i][j]).index();
  }

  private interface Distance {
    double between(int i, int j);
  }

  private static Lof of(int rows, Distance distance) {
    double[][] distances = new double[rows][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < rows; j++) {
        distances[i][j] = distance.between(i, j);
      }
    }
    return new Lof(distances);
  }
}
