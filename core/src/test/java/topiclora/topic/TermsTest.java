package topiclora.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TermsTest {
  @Test
  void wordsAreInLowerCaseAndAsOftenAsTheyOccur() {
    assertThat(Terms.of("Ferry, FERRY and pilot.")).containsExactly("ferry", "ferry", "pilot");
  }

  @Test
  void whatTellsNothingIsLeftOut() {
    assertThat(Terms.of("It was the 1984 of an ox, and they don\u2019t: 3.5 x")).isEmpty();
    assertThat(Terms.of("Anyone can see that it will do")).isEmpty();
  }

  @Test
  void theOwnersSignIsNoPartOfAWord() {
    assertThat(Terms.of("the pilot's and the captain\u2019s")).containsExactly("pilot", "captain");
  }

  @Test
  void otherScriptsHaveWordsToo() {
    assertThat(Terms.of("\u043a\u043e\u0440\u0430\u0431\u043b\u044c \u8239"))
        .containsExactly("\u043a\u043e\u0440\u0430\u0431\u043b\u044c", "\u8239");
  }
}
