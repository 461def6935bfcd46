package topiclora.bench;

import java.util.List;
import java.util.Locale;

/** The measured geometry of several candidates on one corpus. */
record Table(String corpus, int documents, int labels, long seed, List<Row> rows) {
  /** One candidate. */
  record Row(String name, double knn5, double nmi, int numbers, double seconds) {
    static Row of(Candidate candidate, List<String> labels, long seed) {
      Geometry geometry = Geometry.of(candidate.vectors(), labels, seed);
      return new Row(
          candidate.name(),
          geometry.knn(),
          geometry.nmi(),
          candidate.numbers(),
          candidate.seconds());
    }
  }

  /** Lines for a person, columns aligned. */
  String text() {
    int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
    var text = new StringBuilder();
    text.append("%d documents, %d labels, seed %d%n".formatted(documents, labels, seed));
    text.append(
        "%s  %5s  %5s  %7s  %7s%n"
            .formatted(" ".repeat(width), "kNN-5", "NMI", "numbers", "seconds"));
    for (Row row : rows) {
      String name = row.name() + " ".repeat(width - row.name().length());
      text.append(
          String.format(
              Locale.ROOT,
              "%s  %5.3f  %5.3f  %7d  %7.1f%n",
              name,
              row.knn5(),
              row.nmi(),
              row.numbers(),
              row.seconds()));
    }
    return text.toString();
  }
}
