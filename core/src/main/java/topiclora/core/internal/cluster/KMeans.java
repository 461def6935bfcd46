package topiclora.core.internal.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.clustering.kmeans.KMeansTrainer.Initialisation;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.la.DenseVector;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import topiclora.lm.internal.math.VectorMath;

/**
 * k-means by Tribuo: the tightest of several starts by k-means++, as scikit-learn's n_init.
 *
 * <p>scikit-learn tries several points for each centroid of a start, Tribuo one. With many clusters
 * that overlap its optima are a little tighter: on TF-IDF + SVD 64 of 600 texts of 20 newsgroups by
 * 0.5 per cent of the inertia and 0.02 of NMI; with its way switched off there, both agree.
 */
public final class KMeans {
  private static final int ITERATIONS = 300;

  private final double[][] rows;
  private final MutableDataset<ClusterID> data;

  public KMeans(double[][] rows) {
    this.rows = rows;
    this.data = dataset(rows);
  }

  /**
   * A clustering of the rows.
   *
   * @param of cluster of each row, from 0
   * @param inertia sum of squared distances to the nearest centroid
   */
  public record Clusters(List<Integer> of, double inertia) {}

  public Clusters fit(int clusters, int starts, long seed) {
    Clusters best = new Clusters(List.of(), Double.POSITIVE_INFINITY);
    for (int start = 0; start < starts; start++) {
      Clusters found = once(clusters, seed * starts + start);
      best = found.inertia < best.inertia ? found : best;
    }
    return best;
  }

  private Clusters once(int clusters, long seed) {
    var distance = new L2Distance();
    // One thread: the order of sums, and with it the last bit, must not change from run to run.
    var trainer =
        new KMeansTrainer(clusters, ITERATIONS, distance, Initialisation.PLUSPLUS, 1, seed);
    double[][] centroids =
        Arrays.stream(trainer.train(data).getCentroidVectors())
            .map(DenseVector::toArray)
            .toArray(double[][]::new);
    int[] nearest = new int[rows.length];
    double inertia = 0;
    for (int i = 0; i < rows.length; i++) {
      double[] row = rows[i];
      double[] squares =
          Arrays.stream(centroids)
              .mapToDouble(centroid -> VectorMath.squaredDistance(row, centroid))
              .toArray();
      nearest[i] =
          IntStream.range(0, clusters).reduce(0, (a, b) -> squares[b] < squares[a] ? b : a);
      inertia += squares[nearest[i]];
    }
    return new Clusters(Arrays.stream(nearest).boxed().toList(), inertia);
  }

  /** Points as Tribuo reads them. */
  public static MutableDataset<ClusterID> dataset(double[][] rows) {
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
}
