package topiclora.core.internal.cluster;

import java.util.stream.IntStream;
import topiclora.lm.internal.math.VectorMath;

/**
 * How well clusters are apart: the mean of (b - a) / max(a, b) over documents, a the mean distance
 * to the rest of the own cluster and b to the nearest other one (Rousseeuw, 1987). Distances are 1
 * - cos, and beyond 2,000 documents those of an even sample.
 */
final class Silhouette {
  private static final int SAMPLE = 2000;

  private final int[] chosen;
  private final double[][] rows;
  private final float[][] distances;

  Silhouette(double[][] all) {
    // Every n-th: a corpus that is sorted by subject then has each subject in the sample.
    int step = Math.max(1, (all.length + SAMPLE - 1) / SAMPLE);
    chosen = IntStream.range(0, all.length).filter(d -> d % step == 0).toArray();
    rows = IntStream.of(chosen).mapToObj(d -> all[d]).toArray(double[][]::new);
    distances = new float[rows.length][rows.length];
    for (int a = 0; a < rows.length; a++) {
      for (int b = 0; b < a; b++) {
        distances[a][b] = (float) (1 - VectorMath.dot(rows[a], rows[b]));
        distances[b][a] = distances[a][b];
      }
    }
  }

  /** The rows that it looks at. */
  double[][] sample() {
    return rows;
  }

  /** Of a clustering of all rows; NaN where there is one cluster. */
  double of(int[] clusters, int count) {
    return ofSample(IntStream.of(chosen).map(d -> clusters[d]).toArray(), count);
  }

  /** Of a clustering of the sample. */
  double ofSample(int[] clusters, int count) {
    if (count < 2) {
      return Double.NaN;
    }
    int[] size = new int[count];
    for (int cluster : clusters) {
      size[cluster]++;
    }
    double sum = 0;
    for (int d = 0; d < rows.length; d++) {
      sum += one(d, clusters, size);
    }
    return sum / rows.length;
  }

  private double one(int d, int[] clusters, int[] size) {
    int own = clusters[d];
    if (size[own] == 1) {
      return 0;
    }
    double[] total = new double[size.length];
    for (int other = 0; other < clusters.length; other++) {
      total[clusters[other]] += distances[d][other];
    }
    double inside = total[own] / (size[own] - 1);
    double outside = Double.POSITIVE_INFINITY;
    for (int c = 0; c < size.length; c++) {
      if (c != own && size[c] > 0) {
        outside = Math.min(outside, total[c] / size[c]);
      }
    }
    double larger = Math.max(inside, outside);
    return larger == 0 || Double.isInfinite(outside) ? 0 : (outside - inside) / larger;
  }
}
