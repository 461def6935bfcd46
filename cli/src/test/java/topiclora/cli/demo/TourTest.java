package topiclora.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.HeldOutResult;
import topiclora.TopicLora;
import topiclora.TopicLoraModel;
import topiclora.cli.ATinyModel;
import topiclora.cli.fit.HeldOutLines;

final class TourTest {
  @Test
  void theWelcomeFitsTheScreenAndTellsWhatComes() {
    String text = printed(Tour::welcome);
    assertThat(text.lines()).allMatch(line -> line.length() <= 100);
    assertThat(text).contains("one short vector", "104 articles", "six injected outliers");
  }

  @Test
  void theNllIsThatOfAllTokensTogether(@TempDir Path folder) {
    try (TopicLora lora = TopicLora.open();
        TopicLoraModel model = lora.load(ATinyModel.in(folder))) {
      HeldOutResult all = model.summary().heldOut();
      assertThat(printed(out -> HeldOutLines.print(out, all)))
          .contains(
              "NLL in nats per token (perplexity); lower is better",
              "  4.633  (102.9)  with the document's own vector",
              "  4.700  (109.9)  with the shared adapter only",
              "  4.700  (109.9)  with another document's vector (control)");
    }
    HeldOutResult none = new HeldOutResult(Double.NaN, 0, 0);
    assertThat(printed(out -> HeldOutLines.print(out, none))).contains("nothing was measured");
  }

  private static String printed(Consumer<PrintStream> text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    text.accept(new PrintStream(bytes, true, UTF_8));
    return bytes.toString(UTF_8);
  }
}
