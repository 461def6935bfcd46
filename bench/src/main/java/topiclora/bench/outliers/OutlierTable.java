package topiclora.bench.outliers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How well each score finds injected outliers, over several draws. */
record OutlierTable(int inliers, int outliers, List<Row> rows) {

  /** Of one score in one draw. */
  record Auroc(String name, double auroc, double seconds) {}

  /**
   * Of one score.
   *
   * @param aurocs area under the ROC curve, one a draw
   * @param seconds a draw, all that the score needs counted
   */
  record Row(String name, double meanAuroc, List<Double> aurocs, double seconds) {}

  /** Every draw has the same measures in the same order. */
  static OutlierTable of(int inliers, int outliers, List<List<Auroc>> draws) {
    List<Row> rows = new ArrayList<>();
    for (int m = 0; m < draws.get(0).size(); m++) {
      int measure = m;
      List<Auroc> scores = draws.stream().map(draw -> draw.get(measure)).toList();
      rows.add(
          new Row(
              scores.get(0).name(),
              scores.stream().mapToDouble(Auroc::auroc).average().orElseThrow(),
              scores.stream().map(Auroc::auroc).toList(),
              scores.stream().mapToDouble(Auroc::seconds).average().orElseThrow()));
    }
    return new OutlierTable(inliers, outliers, rows);
  }

  /** A Markdown table. */
  String text() {
    var text = new StringBuilder();
    text.append("%d outliers among %d inliers, AUROC%n%n".formatted(outliers, inliers));
    text.append("| score | mean | draws | s a draw |\n|---|---|---|---|\n");
    for (Row row : rows) {
      List<String> draws =
          row.aurocs.stream().map(auroc -> String.format(Locale.ROOT, "%.3f", auroc)).toList();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.3f | %s | %.1f |%n",
              row.name,
              row.meanAuroc,
              String.join(" ", draws),
              row.seconds));
    }
    return text.toString();
  }
}
