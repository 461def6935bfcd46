package topiclora.cli.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import topiclora.HeldOutResult;

final class HeldOutLinesTest {
  @Test
  void vectorsThatDoWorseThanNoneAreToldOf() {
    assertThat(printed(new HeldOutResult(5.2, 5.1, 5.4))).contains("worse than none", "--l2");
    assertThat(printed(new HeldOutResult(5.0, 5.1, 5.4))).doesNotContain("worse");
  }

  @Test
  void nothingHeldOutIsNothingMeasured() {
    assertThat(printed(new HeldOutResult(Double.NaN, Double.NaN, Double.NaN)))
        .hasLineCount(1)
        .contains("nothing was measured");
  }

  private static String printed(HeldOutResult nll) {
    var bytes = new ByteArrayOutputStream();
    HeldOutLines.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), nll);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
