package topiclora.lm.internal.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.gguf.Gguf;
import topiclora.lm.internal.gguf.GgufHeader;
import topiclora.lm.internal.gguf.GgufMetadata;
import topiclora.lm.internal.gguf.GgufTokenizer;
import topiclora.lm.internal.model.Golden;
import topiclora.lm.internal.model.RealBase;
import topiclora.lm.internal.tensor.MappedFile;

final class TokenizerTest {
  private static final JsonNode GOLDEN = Golden.read("tokenizers.json");

  @ParameterizedTest
  @ValueSource(strings = {"smollm", "gpt-2", "llama-bpe", "qwen2", "tekken"})
  void hardTextGetsTheIdsOfLlamaCppUnderEveryPreTokenizer(String pre) {
    try (var tokenizer = GgufTokenizer.read(metadata(RealBase.path(), "tokenizer.ggml.pre", pre))) {
      compare(tokenizer, GOLDEN.path("texts"), GOLDEN.path("ids").path(pre));
    }
  }

  @Test
  void hardTextGetsTheIdsOfLlamaCppFromSentencePiece() {
    try (var gguf = Gguf.open(Golden.path("sentencepiece.gguf"));
        var tokenizer = GgufTokenizer.read(gguf.metadata())) {
      compare(
          tokenizer, GOLDEN.path("sentencepieceTexts"), GOLDEN.path("ids").path("sentencepiece"));
    }
  }

  private static void compare(Tokenizer tokenizer, JsonNode texts, JsonNode ids) {
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i).asText();
      int[] encoded = tokenizer.encode(text);
      assertThat(encoded).as(text).containsExactly(Golden.ints(ids.get(i)));
      if (!text.contains("<tool>")) { // the space put after a whole token stays in both
        assertThat(tokenizer.decode(encoded)).isEqualTo(text);
      }
    }
  }

  @Test
  void aTokenizerOfAnotherKindIsNamed() {
    Path path = Golden.path("sentencepiece.gguf");
    assertThatThrownBy(() -> GgufTokenizer.read(metadata(path, "tokenizer.ggml.model", "t5")))
        .isInstanceOf(TopicLoraException.BadBase.class)
        .hasMessageContaining("a tokenizer of the kind t5");
    GgufMetadata plain = metadata(path, "tokenizer.ggml.model", "gpt2");
    assertThatThrownBy(() -> GgufTokenizer.read(plain))
        .isInstanceOf(TopicLoraException.BadBase.class)
        .hasMessageContaining("has the pre-tokenizer default");
  }

  @Test
  void theRealBaseKnowsItsSpecialTokensAndSpellsPieces() {
    try (var gguf = Gguf.open(RealBase.path());
        var tokenizer = GgufTokenizer.read(gguf.metadata())) {
      assertThat(tokenizer.size()).isEqualTo(49152);
      assertThat(tokenizer.bos()).isEqualTo(1);
      assertThat(tokenizer.eos()).isEqualTo(2);
      assertThat(tokenizer.isEndOfText(2)).isTrue();
      assertThat(tokenizer.isEndOfText(260)).isFalse();
      assertThat(tokenizer.piece(1)).isEqualTo("<|im_start|>");
      assertThat(tokenizer.piece(260)).isEqualTo(" the");
      assertThat(tokenizer.piece(200_000)).isEmpty();
      assertThat(tokenizer.encode("")).isEmpty();
    }
  }

  @Test
  void halfACharacterIsReadAsReplacement() {
    try (var gguf = Gguf.open(RealBase.path());
        var tokenizer = GgufTokenizer.read(gguf.metadata())) {
      assertThat(tokenizer.decode(tokenizer.encode("a\ud83dz"))).isEqualTo("a\ufffdz");
      assertThat(tokenizer.decode(tokenizer.encode("null \0 inside"))).isEqualTo("null \0 inside");
    }
  }

  private static GgufMetadata metadata(Path path, String key, String value) {
    try (var file = MappedFile.open(path)) {
      Map<String, Object> values =
          new HashMap<>(
              GgufHeader.read("some.gguf", file.slice(0, Math.min(file.size(), 1 << 30)))
                  .metadata());
      values.put(key, value);
      return new GgufMetadata("some.gguf", values);
    }
  }
}
