package topiclora.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import topiclora.model.DocumentVector;
import topiclora.report.ReportedDocument.Part;

/**
 * How much of each topic a document has, as {@code topics} counts it: the share of |x|² that lies
 * on the topic's side.
 *
 * @param of a row a document, {@code [D, r]}; sums to one or less, since what lies below zero
 *     belongs to no topic
 */
record Responsibilities(double[][] of) {

  static Responsibilities of(List<DocumentVector> documents) {
    return new Responsibilities(
        documents.stream().map(d -> row(d.x(), d.norm())).toArray(double[][]::new));
  }

  private static double[] row(float[] x, double norm) {
    double[] row = new double[x.length];
    for (int k = 0; k < row.length && norm > 0; k++) {
      double part = Math.max(0, x[k]) / norm;
      row[k] = part * part;
    }
    return row;
  }

  /** Each topic's share of what all topics have of the documents; sums to one. */
  double[] shares() {
    double[] shares = mean(IntStream.range(0, of.length).boxed().toList());
    double whole = Arrays.stream(shares).sum();
    return Arrays.stream(shares)
        .map(share -> whole == 0 ? 1.0 / shares.length : share / whole)
        .toArray();
  }

  /** Mean over some documents; zero throughout for none. */
  double[] mean(List<Integer> documents) {
    double[] mean = new double[of[0].length];
    for (int d : documents) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += of[d][k] / documents.size();
      }
    }
    return mean;
  }

  /** The same with the topics in another order. */
  Responsibilities ordered(List<Integer> components) {
    return new Responsibilities(
        IntStream.range(0, of.length)
            .mapToObj(d -> components.stream().mapToDouble(k -> of[d][k]).toArray())
            .toArray(double[][]::new));
  }

  /** The largest of {@code shares}, first the largest; those near zero are left out. */
  static List<Part> largest(double[] shares, int most, double least) {
    return IntStream.range(0, shares.length)
        .filter(k -> shares[k] >= least)
        .mapToObj(k -> new Part(k, shares[k]))
        .sorted(Comparator.comparingDouble(Part::share).reversed())
        .limit(most)
        .toList();
  }
}
