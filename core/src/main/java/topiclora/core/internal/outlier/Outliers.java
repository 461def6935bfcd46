package topiclora.core.internal.outlier;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;

/** Documents by how far their vectors are from the mean document's. */
public final class Outliers {
  private static final double LEAST = 1e-9;

  private Outliers() {}

  /**
   * A document and how unusual it is.
   *
   * @param score standard deviations by which log |x| exceeds that of documents of this length
   */
  public record Outlier(DocumentVector document, double score) {}

  /**
   * All documents of a model, the most unusual first.
   *
   * <p>A long document is told apart from its prior by more windows, so |x| grows with length; the
   * line of log |x| over log windows takes that out.
   */
  public static List<Outlier> of(TopicModel model) {
    model.requireVectors();
    List<DocumentVector> documents = model.documents();
    double[] length = documents.stream().mapToDouble(d -> Math.log(1.0 + d.windows())).toArray();
    double[] norm = documents.stream().mapToDouble(d -> Math.log(d.norm() + LEAST)).toArray();
    Line line = Line.through(length, norm);
    return IntStream.range(0, norm.length)
        .mapToObj(d -> new Outlier(documents.get(d), line.zScore(length[d], norm[d])))
        .sorted(Comparator.comparingDouble(Outlier::score).reversed())
        .toList();
  }

  /** Least squares in one dimension. */
  private record Line(double slope, double intercept, double deviation) {
    static Line through(double[] x, double[] y) {
      int n = x.length;
      double mx = Arrays.stream(x).average().orElse(0);
      double my = Arrays.stream(y).average().orElse(0);
      double xx = 0;
      double xy = 0;
      for (int i = 0; i < n; i++) {
        xx += (x[i] - mx) * (x[i] - mx);
        xy += (x[i] - mx) * (y[i] - my);
      }
      double slope = xx < LEAST ? 0 : xy / xx;
      double intercept = my - slope * mx;
      double squares = 0;
      for (int i = 0; i < n; i++) {
        double residual = y[i] - intercept - slope * x[i];
        squares += residual * residual;
      }
      return new Line(slope, intercept, Math.sqrt(squares / Math.max(1, n)) + LEAST);
    }

    double zScore(double x, double y) {
      return (y - intercept - slope * x) / deviation;
    }
  }
}
