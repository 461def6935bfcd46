package topiclora.report;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import topiclora.model.DocumentVector;
import topiclora.report.ReportedDocument.Part;

/**
 * How much of each topic a document has: its x above zero, each component in units of what is
 * typical for it, brought to a sum of one.
 *
 * @param of a row a document, {@code [D, r]}; zero throughout where no component is above zero
 */
record Responsibilities(double[][] of) {

  static Responsibilities of(List<DocumentVector> documents, int rank) {
    double[] typical = new double[rank];
    for (int k = 0; k < rank; k++) {
      int component = k;
      typical[k] =
          Math.sqrt(
              documents.stream()
                  .mapToDouble(d -> d.x()[component])
                  .filter(v -> v > 0)
                  .map(v -> v * v)
                  .average()
                  .orElse(1));
    }
    return new Responsibilities(
        documents.stream().map(d -> row(d.x(), typical)).toArray(double[][]::new));
  }

  private static double[] row(float[] x, double[] typical) {
    double[] row = new double[x.length];
    double sum = 0;
    for (int k = 0; k < row.length; k++) {
      row[k] = Math.max(0, x[k]) / typical[k];
      sum += row[k];
    }
    for (int k = 0; k < row.length && sum > 0; k++) {
      row[k] /= sum;
    }
    return row;
  }

  /** Share of documents whose strongest topic is each. */
  double[] strongest() {
    double[] share = new double[of[0].length];
    for (double[] row : of) {
      int best = IntStream.range(0, row.length).reduce(0, (a, b) -> row[b] > row[a] ? b : a);
      share[best] += 1.0 / of.length;
    }
    return share;
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
