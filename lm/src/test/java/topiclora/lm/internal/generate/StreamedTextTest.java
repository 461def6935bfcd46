package topiclora.lm.internal.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import topiclora.lm.internal.gguf.Gguf;
import topiclora.lm.internal.gguf.GgufTokenizer;
import topiclora.lm.internal.model.Golden;
import topiclora.lm.internal.tokenizer.Tokenizer;

/** With a tokenizer whose tokens are single bytes for most characters. */
@TestInstance(Lifecycle.PER_CLASS)
final class StreamedTextTest {
  private Tokenizer tokenizer;

  @BeforeAll
  void open() {
    try (var gguf = Gguf.open(Golden.path("sentencepiece.gguf"))) {
      tokenizer = GgufTokenizer.read(gguf.metadata());
    }
  }

  @AfterAll
  void close() {
    tokenizer.close();
  }

  /** What is passed on token by token, and at the end. */
  private List<String> pieces(String text, String... stops) {
    return pieces(tokenizer.encode(text), stops);
  }

  private List<String> pieces(int[] ids, String... stops) {
    List<String> pieces = new ArrayList<>();
    var streamed = new StreamedText(tokenizer, List.of(stops), pieces::add);
    for (int id : ids) {
      if (streamed.accept(id)) {
        break;
      }
    }
    streamed.end();
    assertThat(String.join("", pieces)).isEqualTo(streamed.text());
    return pieces;
  }

  @Test
  void onlyWholeCharactersArePassedOn() {
    String text = "häß \ud83d\ude00 \u65e5\u672c!";
    List<String> pieces = pieces(text);
    assertThat(String.join("", pieces)).isEqualTo(text);
    assertThat(pieces).allSatisfy(piece -> assertThat(piece).doesNotContain("\ufffd"));
    assertThat(tokenizer.encode(text).length).as("bytes").isGreaterThan(pieces.size() + 5);
  }

  @Test
  void aCharacterThatIsNotCompleteAtTheEndIsLeftOut() {
    int[] ids = tokenizer.encode("ab\ud83d\ude00");
    assertThat(String.join("", pieces(Arrays.copyOf(ids, ids.length - 1)))).isEqualTo("ab");
  }

  @Test
  void anyTokensGiveTheTextThatTheyDecodeTo() {
    Random random = new Random(4);
    for (int i = 0; i < 300; i++) {
      int[] ids = random.ints(12, 0, tokenizer.size()).toArray();
      ids[11] = tokenizer.encode("ab")[1]; // nothing incomplete at the end
      assertThat(String.join("", pieces(ids))).isEqualTo(tokenizer.decode(ids));
    }
  }

  @Test
  void nothingOfAStopStringIsPassedOn() {
    String text = "one two\n\nUser: three";
    assertThat(String.join("", pieces(text, "\n\nUser:"))).isEqualTo("one two");
    assertThat(String.join("", pieces(text, "zz", "wo"))).isEqualTo("one t");
    assertThat(pieces("aab", "ab")).containsExactly("a");
  }

  @Test
  void whatOnlyBeganLikeAStopStringIsPassedOnInTheEnd() {
    assertThat(String.join("", pieces("a\n\nUse it", "\n\nUser:"))).isEqualTo("a\n\nUse it");
    List<String> pieces = pieces("ab\n", "\n\n");
    assertThat(pieces).endsWith("\n");
    assertThat(String.join("", pieces)).isEqualTo("ab\n");
  }

  @Test
  void theStopStringThatIsCompleteFirstCounts() {
    assertThat(String.join("", pieces("xabcdx", "abcd", "bc"))).isEqualTo("xa");
    assertThat(String.join("", pieces("xabcdx", "bc", "abc"))).isEqualTo("x");
  }
}
