package topiclora.cluster;

import java.util.List;
import java.util.stream.IntStream;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import topiclora.model.DocumentVector;

/** Vectors as rows of numbers, for us and for Tribuo. */
final class Rows {
  private Rows() {}

  /**
   * Every x at length one, so that distances between rows are those of {@code similar}: |a - b|² =
   * 2 - 2 cos. An x of zero stays zero.
   */
  static double[][] directions(List<DocumentVector> documents) {
    return documents.stream().map(document -> direction(document.x())).toArray(double[][]::new);
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

  /** As Tribuo reads them. */
  static MutableDataset<ClusterID> data(double[][] rows) {
    // Tribuo orders features by name: with leading zeros that is the order of the numbers.
    String[] names =
        IntStream.range(0, rows[0].length).mapToObj("%06d"::formatted).toArray(String[]::new);
    var factory = new ClusteringFactory();
    var data =
        new MutableDataset<>(new SimpleDataSourceProvenance("document vectors", factory), factory);
    for (double[] row : rows) {
      data.add(new ArrayExample<>(ClusteringFactory.UNASSIGNED_CLUSTER_ID, names, row));
    }
    return data;
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
