package topiclora.cli.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class HeldOutLinesTest {
  @Test
  void vectorsThatDoWorseThanNoneAreToldOf() {
    assertThat(printed(new HeldOutLines(5.2, 5.1, 5.4))).contains("worse than none", "--l2");
    assertThat(printed(new HeldOutLines(5.0, 5.1, 5.4))).doesNotContain("worse");
  }

  @Test
  void nothingHeldOutIsNothingMeasured() {
    assertThat(printed(new HeldOutLines(Double.NaN, Double.NaN, Double.NaN)))
        .hasLineCount(1)
        .contains("nothing was measured");
  }

  private static String printed(HeldOutLines nats) {
    var bytes = new ByteArrayOutputStream();
    nats.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
