package topiclora.study.metrics;

import topiclora.lm.internal.math.Nearest;
import topiclora.lm.internal.math.VectorMath;

/** Vectors compared with each other. */
public final class VectorComparison {
  private VectorComparison() {}

  /** For each document the vector of the one that is nearest to it by cosine. */
  public static float[][] ofNearest(float[][] x) {
    double[][] directions = VectorMath.directions(x);
    float[][] near = new float[x.length][];
    for (int i = 0; i < x.length; i++) {
      near[i] = x[nearest(directions, i, 1).index()[0]];
    }
    return near;
  }

  /** Mean cosine distance of each document to its {@code k} nearest others. */
  public static double[] distances(float[][] x, int k) {
    double[][] directions = VectorMath.directions(x);
    double[] distances = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double[] cosines = nearest(directions, i, k).likeness();
      for (double cosine : cosines) {
        distances[i] += (1 - cosine) / cosines.length;
      }
    }
    return distances;
  }

  private static Nearest nearest(double[][] directions, int i, int k) {
    return Nearest.of(directions.length, k, i, j -> VectorMath.dot(directions[i], directions[j]));
  }

  /**
   * Share of the first half of rows whose counterpart in the second half is among the {@code k}
   * rows of that half most similar to them.
   */
  public static double recall(float[][] halves, int k) {
    int count = halves.length / 2;
    double[][] all = VectorMath.directions(halves);
    int found = 0;
    for (int i = 0; i < count; i++) {
      double own = VectorMath.dot(all[i], all[count + i]);
      int better = 0;
      for (int j = 0; j < count; j++) {
        better += j != i && VectorMath.dot(all[i], all[count + j]) >= own ? 1 : 0;
      }
      found += better < k ? 1 : 0;
    }
    return (double) found / count;
  }
}
