package topiclora.core.internal.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TermAnalyzerTest {
  @Test
  void wordsAreInLowerCaseAndAsOftenAsTheyOccur() {
    assertThat(TermAnalyzer.of("Ferry, FERRY and pilot."))
        .containsExactly("ferry", "ferry", "pilot");
  }

  @Test
  void whatTellsNothingIsLeftOut() {
    assertThat(TermAnalyzer.of("It was the 1984 of an ox, and they don\u2019t: 3.5 x")).isEmpty();
    assertThat(TermAnalyzer.of("Anyone can see that it will do")).isEmpty();
  }

  @Test
  void theOwnersSignIsNoPartOfAWord() {
    assertThat(TermAnalyzer.of("the pilot's and the captain\u2019s"))
        .containsExactly("pilot", "captain");
  }

  @Test
  void otherScriptsHaveWordsToo() {
    assertThat(TermAnalyzer.of("\u043a\u043e\u0440\u0430\u0431\u043b\u044c \u8239"))
        .containsExactly("\u043a\u043e\u0440\u0430\u0431\u043b\u044c", "\u8239");
  }
}
