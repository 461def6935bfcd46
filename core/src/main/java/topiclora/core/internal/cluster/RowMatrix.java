package topiclora.core.internal.cluster;

import java.util.List;
import topiclora.core.internal.model.DocumentVector;

/** Vectors as rows of numbers. */
final class RowMatrix {
  private RowMatrix() {}

  /**
   * Every x at length one, so that distances between rows are those of {@code similar}: |a - b|² =
   * 2 - 2 cos. An x of zero stays zero.
   */
  static double[][] directions(List<DocumentVector> documents) {
    return documents.stream()
        .map(document -> direction(document.vector()))
        .toArray(double[][]::new);
  }

  private static double[] direction(float[] x) {
    double[] direction = new double[x.length];
    double squares = 0;
    for (float value : x) {
      squares += (double) value * value;
    }
    for (int k = 0; k < x.length && squares > 0; k++) {
      direction[k] = x[k] / Math.sqrt(squares);
    }
    return direction;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
