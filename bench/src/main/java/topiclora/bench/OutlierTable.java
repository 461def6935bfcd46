package topiclora.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How well each measure tells strangers, over several draws. */
record OutlierTable(int natives, int strangers, List<Row> rows) {

  /** Of one measure in one draw. */
  record Area(String name, double area, double seconds) {}

  /**
   * Of one measure.
   *
   * @param areas under the ROC curve, one a draw
   * @param seconds a draw, all that the measure needs counted
   */
  record Row(String name, double mean, List<Double> areas, double seconds) {}

  /** Every draw has the same measures in the same order. */
  static OutlierTable of(int natives, int strangers, List<List<Area>> draws) {
    List<Row> rows = new ArrayList<>();
    for (int m = 0; m < draws.get(0).size(); m++) {
      int measure = m;
      List<Area> areas = draws.stream().map(draw -> draw.get(measure)).toList();
      rows.add(
          new Row(
              areas.get(0).name(),
              areas.stream().mapToDouble(Area::area).average().orElseThrow(),
              areas.stream().map(Area::area).toList(),
              areas.stream().mapToDouble(Area::seconds).average().orElseThrow()));
    }
    return new OutlierTable(natives, strangers, rows);
  }

  /** A Markdown table. */
  String text() {
    var text = new StringBuilder();
    text.append(
        "%d strangers among %d, area under the ROC curve%n%n".formatted(strangers, natives));
    text.append("| measure | mean | draws | s a draw |\n|---|---|---|---|\n");
    for (Row row : rows) {
      List<String> draws =
          row.areas.stream().map(area -> String.format(Locale.ROOT, "%.3f", area)).toList();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.3f | %s | %.1f |%n",
              row.name,
              row.mean,
              String.join(" ", draws),
              row.seconds));
    }
    return text.toString();
  }
}
