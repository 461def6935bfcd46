package topiclora.core.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UnicodeWordsTest {
  @Test
  void noneIsLeftOutAndCaseAndWritingDoNotMatter() {
    assertThat(words("The Pilot's 3.5 m ca\uFB00\u00E9, THE cafe\u0301 \uFF21\uFF22"))
        .containsExactly("the", "pilot's", "3.5", "m", "caff\u00E9", "the", "caf\u00E9", "ab");
  }

  @Test
  void anIdeographIsAWordOfItsOwn() {
    assertThat(words("\u8239\u821E ship")).containsExactly("\u8239", "\u821E", "ship");
  }

  @Test
  void readingStopsWhereTheReaderHasEnough() {
    List<String> words = new ArrayList<>();
    UnicodeWords.read(
        UnicodeWords.ANALYZER,
        "one two three four",
        word -> {
          words.add(word);
          return words.size() < 2;
        });
    assertThat(words).containsExactly("one", "two");
    assertThat(words("  ")).isEmpty();
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    UnicodeWords.read(UnicodeWords.ANALYZER, UnicodeWords.compose(text), words::add);
    return words;
  }
}
