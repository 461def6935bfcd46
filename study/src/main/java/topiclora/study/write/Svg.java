package topiclora.study.write;

import static java.util.stream.Collectors.joining;

import com.google.errorprone.annotations.FormatMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import topiclora.study.result.Metric;
import topiclora.study.result.Plot;
import topiclora.study.result.Plot.Bar;
import topiclora.study.result.Plot.Bars;
import topiclora.study.result.Plot.Curves;
import topiclora.study.result.Plot.Line;
import topiclora.study.result.Plot.Point;

/** Writes plots as SVG: plain shapes and text, the same on every machine. */
public final class Svg {
  private static final int WIDTH = 800;
  private static final int MARGIN = 16;
  private static final int TITLE = 34;
  private static final int TOP = 56; // of curves, below the name of y
  private static final int BAR = 26;
  private static final int NAMES = 340;
  private static final int VALUES = 90;
  private static final int PLOT = 300;
  private static final int LEFT = 64;
  private static final int BELOW = 46;
  private static final int LEGEND = 20;
  private static final int LONGEST = 46; // letters of a name beside a bar
  private static final double CLOSE = 0.25; // of the values' range to the values: no zero needed
  private static final String REFERENCE = "#888888";
  private static final String[] COLOURS = {
    "#2f6f9f", "#c8642b", "#4b8b3b", "#8a5aa8", "#777777", "#b0892b"
  };

  private Svg() {}

  /** A whole document. */
  public static String of(Plot plot) {
    return switch (plot) {
      case Bars bars -> bars(bars);
      case Curves curves -> curves(curves);
    };
  }

  // Bars

  private static String bars(Bars plot) {
    int height = TITLE + plot.bars().size() * BAR + MARGIN + LEGEND;
    StringBuilder svg = begin(plot.title(), height);
    Scale scale = Scale.ofBars(plot.bars());
    double zero = scale.at(scale.base());
    int y = TITLE;
    for (Bar bar : plot.bars()) {
      Metric metric = bar.metric();
      double end = scale.at(metric.mean());
      text(svg, NAMES - 8, y + 17, "end", shortened(bar.name()));
      bar(svg, scale, zero, end, y);
      deviation(svg, scale, metric, y + BAR / 2);
      text(svg, WIDTH - MARGIN, y + 17, "end", metric(metric, plot.digits()));
      y += BAR;
    }
    svg.append(
        format(
            "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#444\"/>\n",
            zero, TITLE, zero, y));
    small(svg, NAMES, y + 16, plot.unit());
    return svg.append("</svg>\n").toString();
  }

  /** A bar from zero; a point where differences would not be seen from there. */
  private static void bar(StringBuilder svg, Scale scale, double zero, double end, int y) {
    if (scale.base() == 0) {
      svg.append(
          format(
              "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n",
              Math.min(zero, end), y + 4, Math.abs(end - zero), BAR - 8, COLOURS[0]));
    } else {
      svg.append(
          format(
              "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#ddd\"/>\n",
              NAMES, y + BAR / 2, WIDTH - VALUES, y + BAR / 2));
      svg.append(
          format(
              "<circle cx=\"%.1f\" cy=\"%d\" r=\"5\" fill=\"%s\"/>\n",
              end, y + BAR / 2, COLOURS[0]));
    }
  }

  private static void deviation(StringBuilder svg, Scale scale, Metric metric, int y) {
    if (!Double.isNaN(metric.deviation())) {
      svg.append(
          format(
              "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#111\""
                  + " stroke-width=\"2\"/>\n",
              scale.at(metric.mean() - metric.deviation()),
              y,
              scale.at(metric.mean() + metric.deviation()),
              y));
    }
  }

  /** From values to places. */
  private record Scale(double low, double high, double from, double to, boolean log, double base) {
    static Scale ofBars(List<Bar> bars) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (Bar bar : bars) {
        double deviation = Double.isNaN(bar.metric().deviation()) ? 0 : bar.metric().deviation();
        low = Math.min(low, bar.metric().mean() - deviation);
        high = Math.max(high, bar.metric().mean() + deviation);
      }
      double base = 0;
      if (low > 0 && high - low < CLOSE * high) {
        base = low - 0.3 * Math.max(high - low, 1e-9); // differences would not be seen from zero
      }
      return new Scale(
          Math.min(low, base), Math.max(high, base), NAMES, WIDTH - VALUES, false, base);
    }

    static Scale of(List<Double> values, double from, double to, boolean log) {
      double low = values.stream().mapToDouble(Double::doubleValue).min().orElse(0);
      double high = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
      double room = log ? 0 : Math.max(1e-9, 0.06 * (high - low));
      return new Scale(low - room, high + room, from, to, log, low);
    }

    double at(double value) {
      double l = of(low);
      double h = of(high);
      return h == l ? from : from + (of(value) - l) / (h - l) * (to - from);
    }

    private double of(double value) {
      return log ? Math.log(Math.max(1e-12, value)) : value;
    }

    List<Double> ticks() {
      if (!(high > low) || (log && low <= 0)) {
        return List.of(); // nothing was measured, or everything alike
      }
      return log ? powers() : steps();
    }

    private List<Double> powers() {
      List<Double> ticks = new ArrayList<>();
      double factor = high / low > 300 ? 10 : 2;
      double tick = Math.pow(factor, Math.ceil(Math.log(low) / Math.log(factor) - 1e-9));
      for (; tick <= high * 1.0001; tick *= factor) {
        ticks.add(tick);
      }
      return ticks;
    }

    private List<Double> steps() {
      double step = Math.pow(10, Math.floor(Math.log10(high - low)));
      while ((high - low) / step < 4) {
        step /= 2;
      }
      List<Double> ticks = new ArrayList<>();
      for (double tick = Math.ceil(low / step) * step; tick <= high; tick += step) {
        ticks.add(tick);
      }
      return ticks;
    }
  }

  // Curves

  private static String curves(Curves plot) {
    int height = TOP + PLOT + BELOW + LEGEND * plot.lines().size();
    StringBuilder svg = begin(plot.title(), height);
    Scale x = Scale.of(values(plot, true), LEFT, WIDTH - MARGIN, plot.logX());
    Scale y = Scale.of(values(plot, false), TOP + PLOT, TOP, plot.logY());
    axes(svg, x, y);
    middle(svg, (LEFT + WIDTH - MARGIN) / 2, TOP + PLOT + 34, plot.x());
    small(svg, MARGIN, TOP - 12, plot.y());
    for (int i = 0; i < plot.lines().size(); i++) {
      Line line = plot.lines().get(i);
      String colour = line.reference() ? REFERENCE : COLOURS[i % COLOURS.length];
      line(svg, line, x, y, colour);
      int below = TOP + PLOT + BELOW + LEGEND * i;
      svg.append(
          format(
              "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"4\" fill=\"%s\"/>\n",
              LEFT, below + 4, colour));
      text(svg, LEFT + 22, below + 11, "start", line.name());
    }
    return svg.append("</svg>\n").toString();
  }

  private static List<Double> values(Curves plot, boolean x) {
    return plot.lines().stream()
        .flatMap(line -> line.points().stream())
        .filter(point -> point.y().measured())
        .map(point -> x ? point.x() : point.y().mean())
        .toList();
  }

  private static void axes(StringBuilder svg, Scale x, Scale y) {
    for (double tick : y.ticks()) {
      svg.append(
          format(
              "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ddd\"/>\n",
              LEFT, y.at(tick), WIDTH - MARGIN, y.at(tick)));
      text(svg, LEFT - 6, (int) y.at(tick) + 4, "end", number(tick));
    }
    for (double tick : x.ticks()) {
      text(svg, (int) x.at(tick), TOP + PLOT + 16, "middle", number(tick));
    }
    svg.append(
        format(
            "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#444\"/>\n",
            LEFT, TOP + PLOT, WIDTH - MARGIN, TOP + PLOT));
  }

  private static void line(StringBuilder svg, Line line, Scale x, Scale y, String colour) {
    List<Point> points = line.points().stream().filter(p -> p.y().measured()).toList();
    svg.append(
        format(
            "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s points=\"%s\"/>\n",
            colour,
            line.reference() ? " stroke-dasharray=\"5 4\"" : "",
            points.stream()
                .map(p -> format("%.1f,%.1f", x.at(p.x()), y.at(p.y().mean())))
                .collect(joining(" "))));
    for (Point p : line.reference() ? List.<Point>of() : points) {
      svg.append(
          format(
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>\n",
              x.at(p.x()), y.at(p.y().mean()), colour));
    }
  }

  // Parts

  private static StringBuilder begin(String title, int height) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"13\""
                + " role=\"img\">\n<title>%s</title>\n"
                + "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>\n",
            WIDTH, height, WIDTH, height, escaped(title), WIDTH, height));
    svg.append(
        format(
            "<text x=\"%d\" y=\"20\" font-size=\"15\" font-weight=\"bold\">%s</text>\n",
            MARGIN, escaped(title)));
    return svg;
  }

  private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
    svg.append(
        format(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, escaped(text)));
  }

  private static void small(StringBuilder svg, int x, int y, String text) {
    svg.append(
        format(
            "<text x=\"%d\" y=\"%d\" font-size=\"11\" fill=\"#555\">%s</text>\n",
            x, y, escaped(text)));
  }

  private static void middle(StringBuilder svg, int x, int y, String text) {
    svg.append(
        format(
            "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-size=\"11\" fill=\"#555\">%s"
                + "</text>\n",
            x, y, escaped(text)));
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
  }

  private static String metric(Metric metric, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", metric.mean());
  }

  private static String number(double value) {
    double size = Math.abs(value);
    String pattern = size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 0.01 ? "%.3f" : "%.4f";
    String written = String.format(Locale.ROOT, pattern, value);
    return written.contains(".") ? written.replaceAll("0+$", "").replaceAll("\\.$", "") : written;
  }

  @FormatMethod
  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  private static String escaped(String text) {
    return Markdown.line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
