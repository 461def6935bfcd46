package topiclora.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrintableTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2J",
        "\u0007",
        "\u009b31m",
        "\u202e",
        "\u2066",
        "\u200b",
        "\u2028",
        "\ud800"
      })
  void nothingSteersTheTerminal(String text) {
    assertThat(Printable.of("a" + text + "b")).startsWith("a\\u").endsWith("b");
  }

  @Test
  void ordinaryTextStaysAsItIsOnOneLine() {
    assertThat(Printable.of("Zoë 😀 中文 é")).isEqualTo("Zoë 😀 中文 é");
    assertThat(Printable.of("one\r\ntwo\tthree")).isEqualTo("one  two three");
  }

  @Test
  void whatIsTooLongEndsInDots() {
    assertThat(Printable.of("😀😀😀😀😀", 5)).isEqualTo("😀😀😀😀😀");
    assertThat(Printable.of("😀😀😀😀😀😀", 5)).isEqualTo("😀😀...");
    assertThat(Printable.of("word word", 8)).isEqualTo("word...");
  }
}
