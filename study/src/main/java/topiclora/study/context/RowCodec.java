package topiclora.study.context;

/** Rows of vectors as a {@link MeasurementCache} has them: one after the other. */
public final class RowCodec {
  private RowCodec() {}

  public static double[] flat(float[][] rows) {
    int width = rows.length == 0 ? 0 : rows[0].length;
    double[] flat = new double[rows.length * width];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = rows[i / width][i % width];
    }
    return flat;
  }

  public static float[][] of(double[] flat, int width) {
    float[][] rows = new float[flat.length / width][width];
    for (int i = 0; i < flat.length; i++) {
      rows[i / width][i % width] = (float) flat[i];
    }
    return rows;
  }
}
