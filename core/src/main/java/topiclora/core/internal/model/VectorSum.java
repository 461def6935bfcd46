package topiclora.core.internal.model;

import java.util.List;
import topiclora.lm.internal.math.VectorMath;

/**
 * Sums of documents' vectors, {@code scale * (m + sum_i w_i (x_i - m))}: what all documents of a
 * model have in common, m, counts once however many are added, and one document of weight 1 is its
 * own vector.
 *
 * <p>m is the mean vector, shortened by the share of its length that chance alone would give a mean
 * of so many (James and Stein, 1961), so that of two documents next to nothing is common.
 */
public final class VectorSum {
  private final float[] common;

  /**
   * @param documents all of the model
   * @param dimensions of a vector, n
   */
  public VectorSum(List<DocumentVector> documents, int dimensions) {
    this.common = common(documents, dimensions);
  }

  private static float[] common(List<DocumentVector> documents, int dimensions) {
    double[] mean = new double[dimensions];
    double squares = 0;
    int count = documents.size();
    for (DocumentVector document : documents) {
      for (int n = 0; n < dimensions; n++) {
        mean[n] += document.vector()[n] / (double) count;
        squares += (double) document.vector()[n] * document.vector()[n];
      }
    }
    double length = VectorMath.squaredNorm(mean);
    double byChance = (squares - count * length) / ((count - 1.0) * count);
    double kept = count < 2 || length == 0 ? 0 : Math.max(0, 1 - byChance / length);
    float[] common = new float[dimensions];
    for (int n = 0; n < dimensions; n++) {
      common[n] = (float) (kept * mean[n]);
    }
    return common;
  }

  /**
   * The sum, of n dimensions; zero of no vectors.
   *
   * @param vectors {@code x_i}
   * @param weights {@code w_i}, as many
   * @param scale on all of it
   */
  public float[] of(List<float[]> vectors, double[] weights, double scale) {
    float[] sum = new float[common.length];
    double more = vectors.isEmpty() ? 0 : 1;
    for (int i = 0; i < weights.length; i++) {
      more -= weights[i];
      add(sum, vectors.get(i), weights[i]);
    }
    add(sum, common, more);
    for (int n = 0; n < sum.length; n++) {
      sum[n] *= (float) scale;
    }
    return sum;
  }

  private static void add(float[] sum, float[] x, double weight) {
    for (int n = 0; n < sum.length; n++) {
      sum[n] += (float) (weight * x[n]);
    }
  }
}
