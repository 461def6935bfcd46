package topiclora.study.result;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;

/**
 * What was measured, one row for each variant.
 *
 * @param name by which rules find it
 * @param caption what its metrics are, with unit and direction
 * @param rowTitle title of the column of row names
 */
public record StudyTable(
    String name, String caption, String rowTitle, List<Column> columns, List<Row> rows) {

  /**
   * One metric.
   *
   * @param digits after the point
   */
  public record Column(String name, int digits) {}

  /** One value a column. */
  public record Row(String name, List<Metric> metrics) {
    public Row {
      metrics = List.copyOf(metrics);
    }
  }

  public StudyTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** The metric in a row and column; {@link Metric#NONE} where there is no such row or column. */
  public Metric at(String row, String column) {
    for (int c = 0; c < columns.size(); c++) {
      if (columns.get(c).name().equals(column)) {
        int place = c;
        return rows.stream()
            .filter(r -> r.name().equals(row))
            .findFirst()
            .map(r -> r.metrics().get(place))
            .orElse(Metric.NONE);
      }
    }
    return Metric.NONE;
  }

  public static Builder of(String name, String caption, String rowTitle, Column... columns) {
    return new Builder(name, caption, rowTitle, List.of(columns));
  }

  public static Column column(String name, int digits) {
    return new Column(name, digits);
  }

  /** Takes rows. */
  public static final class Builder {
    private final String name;
    private final String caption;
    private final String rowTitle;
    private final List<Column> columns;
    private final List<Row> rows = new ArrayList<>();

    private Builder(String name, String caption, String rowTitle, List<Column> columns) {
      this.name = name;
      this.caption = caption;
      this.rowTitle = rowTitle;
      this.columns = columns;
    }

    /** A row; columns behind the last metric are empty. */
    @CanIgnoreReturnValue
    public Builder row(String row, Metric... metrics) {
      List<Metric> all = new ArrayList<>(List.of(metrics));
      while (all.size() < columns.size()) {
        all.add(Metric.NONE);
      }
      rows.add(new Row(row, all));
      return this;
    }

    public StudyTable build() {
      return new StudyTable(name, caption, rowTitle, columns, rows);
    }
  }
}
