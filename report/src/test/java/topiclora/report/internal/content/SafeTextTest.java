package topiclora.report.internal.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SafeTextTest {
  @Test
  void isOneLineWithoutWhatSteersTheTextAroundIt() {
    assertThat(SafeText.of("  a\n\tb\u2028c  ", 99)).isEqualTo("a b c");
    assertThat(SafeText.of("gnp.\u202efdp\u2066x\u0000\u001b[2J", 99)).isEqualTo("gnp.fdpx[2J");
    assertThat(SafeText.of("half \ud83d", 99)).isEqualTo("half");
  }

  @Test
  void keepsWritingsAndEmojiWhole() {
    String family = "👩\u200d👧";
    assertThat(SafeText.of(family + " שלום", 99)).isEqualTo(family + " שלום");
    assertThat(SafeText.of("👩👩👩👩", 3)).isEqualTo("👩👩…");
  }

  @Test
  void isBounded() {
    assertThat(SafeText.of("x".repeat(5000), 200)).hasSize(200).endsWith("x…");
    assertThat(SafeText.of("one two", 7)).isEqualTo("one two");
    assertThat(SafeText.of("one two", 5)).isEqualTo("one…");
    assertThat(SafeText.of("one two three", 8)).isEqualTo("one two…");
  }
}
