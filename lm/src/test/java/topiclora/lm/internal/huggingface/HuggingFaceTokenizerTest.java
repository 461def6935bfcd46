package topiclora.lm.internal.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.model.Golden;

final class HuggingFaceTokenizerTest {
  private static final JsonNode GOLDEN = Golden.read("folder_tokenizers.json");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"byte-level", "prepend", "metaspace"})
  void textGetsTheIdsOfTransformersAndComesBack(String kind) {
    try (var tokenizer = HuggingFaceTokenizer.read(Golden.path("tokenizers/" + kind))) {
      for (int i = 0; i < GOLDEN.path("texts").size(); i++) {
        String text = GOLDEN.path("texts").get(i).asText();
        int[] ids = tokenizer.encode(text);
        assertThat(ids).as(text).containsExactly(Golden.ints(GOLDEN.path("ids").path(kind).get(i)));
        if (!(kind.equals("metaspace") && text.startsWith(" "))) { // whose first space is lost
          assertThat(tokenizer.decode(ids)).isEqualTo(text);
        }
      }
      assertThat(new int[] {tokenizer.bos(), tokenizer.eos()})
          .containsExactly(Golden.ints(GOLDEN.path("start").path(kind)));
      assertThat(tokenizer.isEndOfText(tokenizer.eos())).isTrue();
    }
  }

  @Test
  void moreTokensThanTheEmbeddingHasRowsAreRefused() {
    try (var tokenizer = HuggingFaceTokenizer.read(Golden.path("tokenizers/prepend"))) {
      assertThatThrownBy(() -> tokenizer.requireFit(64))
          .isInstanceOf(TopicLoraException.BadBase.class)
          .hasMessageContaining("tokens, the embedding 64 rows; files of two models?");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{\"model\":{\"type\":\"Unigram\",\"vocab\":[[\"a\",0]]}}",
        "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":-1},\"merges\":[]}}",
        "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":2000000000},\"merges\":[]}}",
        "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[\"x y\"]}}"
      })
  void aTokenizerThatIsNoneIsToldInOneLine(String json) throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), json);
    assertThatThrownBy(() -> HuggingFaceTokenizer.read(folder))
        .isInstanceOf(TopicLoraException.BadBase.class)
        .hasMessageContaining("tokenizer")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aFolderWithoutATokenizerIsTold() {
    assertThatThrownBy(() -> HuggingFaceTokenizer.read(folder))
        .isInstanceOf(TopicLoraException.BadBase.class)
        .hasMessageStartingWith("no tokenizer.json in ");
  }
}
