package topiclora.core.internal.cluster;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.tribuo.clustering.hdbscan.HdbscanModel;
import org.tribuo.clustering.hdbscan.HdbscanTrainer;
import org.tribuo.math.distance.L2Distance;
import org.tribuo.math.neighbour.NeighboursQueryFactoryType;
import topiclora.core.ClusterOptions;
import topiclora.lm.internal.math.VectorMath;

/**
 * Rows in groups, the largest first.
 *
 * @param of group of each row, from 0
 * @param noise whether the row was in none at first
 * @param share how much it belongs to its group, 0 to 1
 * @param centres mean direction of each group
 */
record Groups(int[] of, boolean[] noise, double[] share, double[][] centres) {
  private static final int STARTS = 10;
  private static final int TRIAL_STARTS = 3;
  private static final int MOST = 20;
  private static final int LEAST = 5;
  private static final int NONE = -1;

  static Groups byCentres(double[][] rows, ClusterOptions options) {
    int distinct = (int) Arrays.stream(rows).map(Arrays::hashCode).distinct().count();
    if (options.clusters() > distinct) {
      throw new IllegalArgumentException(
          "%d clusters of %d different vectors; fewer are possible"
              .formatted(options.clusters(), distinct));
    }
    int count = options.clusters() > 0 ? options.clusters() : count(rows, distinct, options.seed());
    int[] found = kMeans(rows, count, STARTS, options.seed());
    double[][] centres = centres(rows, found);
    double[] share = new double[rows.length];
    for (int d = 0; d < rows.length; d++) {
      share[d] = membership(rows[d], centres, found[d]);
    }
    return of(rows, found, new boolean[rows.length], share);
  }

  /** The number whose clusters are the most apart, by the silhouette; the smallest of equals. */
  private static int count(double[][] rows, int distinct, long seed) {
    Silhouette silhouette = new Silhouette(rows);
    double[][] sample = silhouette.sample();
    int best = 1;
    double most = Double.NEGATIVE_INFINITY;
    for (int count = 2; count <= Math.min(MOST, Math.min(distinct, sample.length) - 1); count++) {
      double score = silhouette.ofSample(kMeans(sample, count, TRIAL_STARTS, seed), count);
      if (score > most) {
        most = score;
        best = count;
      }
    }
    return best;
  }

  private static int[] kMeans(double[][] rows, int count, int starts, long seed) {
    if (count == 1) {
      return new int[rows.length];
    }
    return new KMeans(rows).fit(count, starts, seed).of().stream().mapToInt(c -> c).toArray();
  }

  static Groups byDensity(double[][] rows, ClusterOptions options) {
    int half = (int) Math.round(Math.sqrt(rows.length) / 2);
    int least = options.minClusterSize() > 0 ? options.minClusterSize() : Math.max(LEAST, half);
    if (rows.length <= least) {
      return allNoise(rows);
    }
    var trainer =
        new HdbscanTrainer(
            least, new L2Distance(), least, 1, NeighboursQueryFactoryType.BRUTE_FORCE);
    HdbscanModel model = trainer.train(KMeans.dataset(rows));
    int[] found = numbered(model.getClusterLabels());
    if (Arrays.stream(found).allMatch(c -> c == NONE)) {
      return allNoise(rows);
    }
    boolean[] noise = new boolean[rows.length];
    double[] share = new double[rows.length];
    double[][] centres = centres(rows, found);
    for (int d = 0; d < rows.length; d++) {
      noise[d] = found[d] == NONE;
      share[d] = 1 - model.getOutlierScores().get(d);
      found[d] = noise[d] ? nearest(rows[d], centres) : found[d];
    }
    return of(rows, found, noise, share);
  }

  /** Nothing lies densely: one group, and nobody belongs to it. */
  private static Groups allNoise(double[][] rows) {
    boolean[] noise = new boolean[rows.length];
    Arrays.fill(noise, true);
    return of(rows, new int[rows.length], noise, new double[rows.length]);
  }

  /** Tribuo's labels are any numbers, and 0 is noise. */
  private static int[] numbered(List<Integer> labels) {
    List<Integer> names = labels.stream().filter(label -> label != 0).distinct().sorted().toList();
    return labels.stream().mapToInt(label -> label == 0 ? NONE : names.indexOf(label)).toArray();
  }

  /** Numbers the groups by size; those of equal size by their first row. */
  private static Groups of(double[][] rows, int[] found, boolean[] noise, double[] share) {
    int count = Arrays.stream(found).max().orElse(0) + 1;
    long[] size = new long[count];
    int[] first = new int[count];
    for (int d = rows.length - 1; d >= 0; d--) {
      size[found[d]]++;
      first[found[d]] = d;
    }
    List<Integer> order =
        IntStream.range(0, count)
            .filter(c -> size[c] > 0)
            .boxed()
            .sorted(
                Comparator.comparingLong((Integer c) -> -size[c]).thenComparingInt(c -> first[c]))
            .toList();
    int[] of = Arrays.stream(found).map(order::indexOf).toArray();
    return new Groups(of, noise, share, centres(rows, of));
  }

  private static double[][] centres(double[][] rows, int[] of) {
    double[][] centres = new double[Arrays.stream(of).max().orElse(0) + 1][rows[0].length];
    for (int d = 0; d < rows.length; d++) {
      for (int k = 0; k < rows[d].length && of[d] != NONE; k++) {
        centres[of[d]][k] += rows[d][k];
      }
    }
    return Arrays.stream(centres).map(VectorMath::direction).toArray(double[][]::new);
  }

  private static int nearest(double[] row, double[][] centres) {
    return IntStream.range(0, centres.length)
        .reduce(
            0, (a, b) -> VectorMath.dot(row, centres[b]) > VectorMath.dot(row, centres[a]) ? b : a);
  }

  /** 1 / Σ_j (d_c² / d_j²), d the distance to a centre on the sphere. */
  private static double membership(double[] row, double[][] centres, int own) {
    double near = 1 - VectorMath.dot(row, centres[own]);
    double sum = 0;
    for (double[] centre : centres) {
      double far = 1 - VectorMath.dot(row, centre);
      sum += far <= near ? 1 : near / far;
    }
    return 1 / sum;
  }
}
