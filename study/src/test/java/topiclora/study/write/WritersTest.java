package topiclora.study.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import topiclora.study.result.Metric;
import topiclora.study.result.Plot.Bar;
import topiclora.study.result.Plot.Bars;
import topiclora.study.result.Plot.Curves;
import topiclora.study.result.Plot.Line;
import topiclora.study.result.Plot.Point;

/** Plots and text for people, with names that mean harm. */
final class WritersTest {
  private static final String HOSTILE =
      "<script>alert(1)</script> | **x** [a](http://b) \u001b[2J\n# y";

  @Test
  void barsAreWellFormedWhateverTheirNames() throws Exception {
    String svg =
        Svg.of(
            new Bars(
                HOSTILE,
                "nats",
                2,
                List.of(
                    new Bar("<b>", Metric.of(4.5, 4.6)),
                    new Bar("negative", Metric.of(-1)),
                    new Bar("zero", Metric.of(0)))));
    assertThat(elements(svg, "rect")).isEqualTo(4); // the ground, and three bars
    assertThat(elements(svg, "script")).isZero();
  }

  @Test
  void curvesHaveAPointForEachMetricThatWasMeasured() throws Exception {
    var line =
        new Line(
            "down",
            List.of(
                new Point(4, Metric.of(5)),
                new Point(16, Metric.of(4)),
                new Point(64, Metric.NONE)));
    String svg = Svg.of(new Curves("t", "dimensions", "nats", true, false, List.of(line)));
    assertThat(elements(svg, "circle")).isEqualTo(2);
    assertThat(svg).doesNotContain("NaN");
  }

  @Test
  void curvesOfNothingAreEmpty() throws Exception {
    var line = new Line("down", List.of(new Point(4, Metric.NONE), new Point(16, Metric.NONE)));
    String svg = Svg.of(new Curves("t", "dimensions", "nats", true, true, List.of(line)));
    assertThat(elements(svg, "circle")).isZero();
    assertThat(svg).doesNotContain("NaN", "Infinity");
  }

  @Test
  void textFromElsewhereIsInert() {
    assertThat(Markdown.inert(HOSTILE)).doesNotContain("<", ">", "|", "*", "[", "\n", "\u001b");
    assertThat(Markdown.inert("news-20.jsonl")).isEqualTo("news-20.jsonl");
  }

  @Test
  void aMetricHasItsDeviationBesideIt() {
    assertThat(Markdown.metric(Metric.of(1, 3), 2)).isEqualTo("2.00 ± 1.41");
    assertThat(Markdown.metric(Metric.of(1), 2)).isEqualTo("1.00");
    assertThat(Markdown.metric(Metric.NONE, 2)).isEmpty();
  }

  private static int elements(String svg, String name) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
        .getElementsByTagName(name)
        .getLength();
  }
}
