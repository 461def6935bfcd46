package topiclora.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.cli.ATinyModel;
import topiclora.cli.fit.HeldOutLines;
import topiclora.core.internal.model.TopicModel;

final class TourTest {
  @Test
  void theWelcomeFitsTheScreenAndTellsWhatComes() {
    String text = printed(Tour::welcome);
    assertThat(text.lines()).allMatch(line -> line.length() <= 100);
    assertThat(text).contains("one short vector", "104 articles", "six strangers");
  }

  @Test
  void theLossIsThatOfAllTokensTogether(@TempDir Path folder) {
    HeldOutLines nats = HeldOutLines.of(TopicModel.load(ATinyModel.in(folder)));
    assertThat(printed(nats::print))
        .contains("  4.633  with the document's own vector", "  4.700  with no vector");
    assertThat(printed(new HeldOutLines(Double.NaN, 0, 0)::print)).contains("nothing was measured");
  }

  private static String printed(Consumer<PrintStream> text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    text.accept(new PrintStream(bytes, true, UTF_8));
    return bytes.toString(UTF_8);
  }
}
