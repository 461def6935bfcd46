package topiclora.study.metrics;

import java.util.Arrays;

/** Vectors compared with each other. */
public final class VectorComparison {
  private VectorComparison() {}

  /** Cosines of all pairs, {@code [D][D]}; a vector of zeros has cosine 0 with all. */
  static double[][] cosines(float[][] x) {
    return cosines(EmbeddingMetrics.directions(x), EmbeddingMetrics.directions(x));
  }

  private static double[][] cosines(double[][] a, double[][] b) {
    double[][] cosines = new double[a.length][b.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        for (int k = 0; k < a[i].length; k++) {
          cosines[i][j] += a[i][k] * b[j][k];
        }
      }
    }
    return cosines;
  }

  /** For each document the vector of the one that is nearest to it by cosine. */
  public static float[][] ofNearest(float[][] x) {
    double[][] cosines = cosines(x);
    float[][] near = new float[x.length][];
    for (int i = 0; i < x.length; i++) {
      int best = i == 0 ? 1 : 0;
      for (int j = 0; j < x.length; j++) {
        best = j != i && cosines[i][j] > cosines[i][best] ? j : best;
      }
      near[i] = x[best];
    }
    return near;
  }

  /** Mean cosine distance of each document to its {@code k} nearest others. */
  public static double[] distances(float[][] x, int k) {
    double[][] cosines = cosines(x);
    double[] distances = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      cosines[i][i] = Double.NEGATIVE_INFINITY;
      double[] sorted = cosines[i].clone();
      Arrays.sort(sorted);
      int kept = Math.min(k, x.length - 1);
      for (int n = 1; n <= kept; n++) {
        distances[i] += (1 - sorted[sorted.length - n]) / kept;
      }
    }
    return distances;
  }

  /**
   * Share of the first half of rows whose counterpart in the second half is among the {@code k}
   * rows of that half most similar to them.
   */
  public static double recall(float[][] halves, int k) {
    int count = halves.length / 2;
    double[][] all = EmbeddingMetrics.directions(halves);
    double[][] cosines =
        cosines(Arrays.copyOf(all, count), Arrays.copyOfRange(all, count, 2 * count));
    int found = 0;
    for (int i = 0; i < count; i++) {
      int better = 0;
      for (int j = 0; j < count; j++) {
        better += j != i && cosines[i][j] >= cosines[i][i] ? 1 : 0;
      }
      found += better < k ? 1 : 0;
    }
    return (double) found / count;
  }
}
