package topiclora.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

final class ProgressBarTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long seconds = -3; // a clock may begin anywhere

  @Test
  void aTerminalSeesOneLineThatIsDrawnAnew() {
    try (ProgressBar bar = bar(100)) {
      bar.step("fitting", 0, 200, "");
      seconds += 10;
      bar.step("fitting", 50, 200, "4.61 nats");
    }
    assertThat(text().split("\r\u001b\\[K")) // the last state is drawn when it closes
        .containsExactly(
            "",
            "fitting  [                        ]  0/200",
            "fitting  [######                  ]  50/200  5.0/s  0:30 left  4.61 nats",
            "fitting  [######                  ]  50/200  5.0/s  0:30 left  4.61 nats"
                + System.lineSeparator());
  }

  @Test
  void theRateIsThatOfTheStepsItSaw() {
    try (ProgressBar bar = bar(0)) {
      bar.step("epoch 1", 128, 512, "");
      seconds += 10;
      bar.step("epoch 1", 256, 512, "");
    }
    assertThat(text().lines())
        .containsExactly("epoch 1  128/512", "epoch 1  256/512  12.8/s  0:20 left");
  }

  @Test
  void aNarrowTerminalIsNeverWrapped() {
    try (ProgressBar bar = bar(20)) {
      bar.step("a stage with a long name", 1, 2, "and a note");
    }
    assertThat(text().split("\r\u001b\\[K|\\R")).allMatch(line -> line.length() < 20);
  }

  @Test
  void elsewhereALineComesNowAndThenAndAtTheEndOfAStage() {
    try (ProgressBar bar = bar(0)) {
      for (int done = 0; done <= 25; done++) {
        bar.step("reading", done, 0, "");
        seconds++;
      }
      bar.step("fitting", 1, 1, "");
    }
    assertThat(text().lines().map(line -> line.replaceAll("  [\\d.k]+/s.*", "")))
        .containsExactly("reading", "reading  10", "reading  20", "reading  25", "fitting  1/1");
  }

  @Test
  void manyStepsAtOnceAreNotAllDrawn() {
    try (ProgressBar bar = bar(80)) {
      for (int i = 1; i <= 1000; i++) {
        bar.step("fetching", i * 100_000L, 100_000_000, "bytes");
      }
    }
    assertThat(text().split("\r")).hasSizeLessThan(5);
    assertThat(text()).contains("100M/100M").endsWith("bytes" + System.lineSeparator());
  }

  @Test
  void silenceLeavesNothing() {
    bar(80).close();
    bar(0).close();
    assertThat(text()).isEmpty();
  }

  private ProgressBar bar(int columns) {
    return new ProgressBar(
        new PrintStream(bytes, true, UTF_8), columns, () -> seconds * 1_000_000_000);
  }

  private String text() {
    return bytes.toString(UTF_8);
  }
}
