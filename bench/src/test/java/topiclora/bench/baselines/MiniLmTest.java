package topiclora.bench.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.model.embedding.onnx.allminilml6v2.AllMiniLmL6V2EmbeddingModel;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import topiclora.corpus.Document;

final class MiniLmTest {
  @Test
  void aShortTextIsEmbeddedAsByLangChain4j() {
    String text = "The ferry left the harbour at six.";
    float[] theirs = new AllMiniLmL6V2EmbeddingModel().embed(text).content().vector();
    float[] ours = new MiniLm(1).vectors(List.of(Document.of("a", text)))[0];
    assertThat(ours).hasSize(384).containsExactly(theirs, within(1e-6f));
  }

  @Test
  void aLongTextIsCutAfterItsFirstWordPieces() throws IOException {
    try (var tokenizer = MiniLm.tokenizer()) {
      // A word of one piece and an emoji of two UTF-16 units; the marks of both ends take two.
      String text = "boat 🚢 ".repeat(400);
      String head = MiniLm.head(text, tokenizer);
      assertThat(head).isEqualTo("boat 🚢 ".repeat(127).strip());
      assertThat(MiniLm.head("boat 🚢", tokenizer)).isEqualTo("boat 🚢");
    }
  }

  @Test
  void noThreadIsTheCallersMistake() {
    assertThatThrownBy(() -> new MiniLm(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
