package topiclora.study.result;

import java.util.ArrayList;
import java.util.List;

/** What a table looks like. */
public sealed interface Plot {
  String title();

  /**
   * One bar a row, with the standard deviation over seeds where it is known.
   *
   * @param digits of the values, after the point
   */
  record Bars(String title, String unit, int digits, List<Bar> bars) implements Plot {
    public Bars {
      bars = List.copyOf(bars);
    }

    /** One column of a table. */
    public static Bars of(String title, StudyTable table, String column) {
      List<Bar> bars = new ArrayList<>();
      for (StudyTable.Row row : table.rows()) {
        Metric metric = table.at(row.name(), column);
        if (metric.measured()) {
          bars.add(new Bar(row.name(), metric));
        }
      }
      int digits =
          table.columns().stream()
              .filter(c -> c.name().equals(column))
              .mapToInt(StudyTable.Column::digits)
              .findFirst()
              .orElse(2);
      return new Bars(title, column, digits, bars);
    }
  }

  /** A bar. */
  record Bar(String name, Metric metric) {}

  /**
   * Lines through points.
   *
   * @param logX whether equal factors of x are equally far apart
   * @param logY the same of y
   */
  record Curves(String title, String x, String y, boolean logX, boolean logY, List<Line> lines)
      implements Plot {
    public Curves {
      lines = List.copyOf(lines);
    }
  }

  /**
   * One line, from left to right.
   *
   * @param reference whether it was not measured, but is what metrics are compared with
   */
  record Line(String name, List<Point> points, boolean reference) {
    public Line {
      points = List.copyOf(points);
    }

    public Line(String name, List<Point> points) {
      this(name, points, false);
    }
  }

  /** A point. */
  record Point(double x, Metric y) {}
}
