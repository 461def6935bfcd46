package topiclora.bench.geometry;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import topiclora.bench.setup.BenchModel;
import topiclora.bench.setup.Candidate;
import topiclora.study.metrics.EmbeddingMetrics;

/**
 * How well labels can be read off several candidates' vectors on one corpus.
 *
 * @param heldOut NLL of held-out text by our vectors, where these were measured
 */
record GeometryTable(
    String corpus,
    int documents,
    int labels,
    long seed,
    List<Row> rows,
    BenchModel.@Nullable Nll heldOut) {
  /**
   * One candidate, or the mean of several fits of it.
   *
   * @param seconds of one fit
   */
  record Row(String name, double knn5, double nmi, int dimensions, double seconds, int fits) {
    /** The mean of fits that differ in nothing but their seed. */
    static Row mean(List<Row> fits) {
      return new Row(
          fits.get(0).name(),
          mean(fits, Row::knn5),
          mean(fits, Row::nmi),
          fits.get(0).dimensions(),
          mean(fits, Row::seconds),
          fits.size());
    }

    private static double mean(List<Row> fits, ToDoubleFunction<Row> metric) {
      return fits.stream().mapToDouble(metric).average().orElseThrow();
    }

    static Row of(Candidate candidate, List<String> labels, long seed) {
      EmbeddingMetrics geometry = EmbeddingMetrics.of(candidate.vectors(), labels, seed);
      return new Row(
          candidate.name(),
          geometry.knn(),
          geometry.nmi(),
          candidate.dimensions(),
          candidate.seconds(),
          1);
    }
  }

  /** Lines for a person, columns aligned. */
  String text() {
    int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
    var text = new StringBuilder();
    text.append("%d documents, %d labels, seed %d%n".formatted(documents, labels, seed));
    text.append(
        "%s  %5s  %5s  %10s  %7s  %4s%n"
            .formatted(" ".repeat(width), "kNN-5", "NMI", "dimensions", "seconds", "fits"));
    for (Row row : rows) {
      String name = row.name() + " ".repeat(width - row.name().length());
      text.append(
          String.format(
              Locale.ROOT,
              "%s  %5.3f  %5.3f  %10d  %7.1f  %4d%n",
              name,
              row.knn5(),
              row.nmi(),
              row.dimensions(),
              row.seconds(),
              row.fits()));
    }
    if (heldOut != null) {
      text.append(
          String.format(
              Locale.ROOT,
              "held-out NLL, nats per token: own vector %.3f, shared adapter only %.3f, shuffled"
                  + " vectors %.3f; %d tokens%n",
              heldOut.ownNll(),
              heldOut.sharedNll(),
              heldOut.shuffledNll(),
              heldOut.tokens()));
    }
    return text.toString();
  }
}
