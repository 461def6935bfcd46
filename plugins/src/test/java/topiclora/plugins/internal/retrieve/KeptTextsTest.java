package topiclora.plugins.internal.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.SampleModel;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.windows.Windows;
import topiclora.core.internal.windows.WindowsBuilder;
import topiclora.corpus.Corpus;
import topiclora.corpus.Document;
import topiclora.lm.TopicLoraException.BadModel;

final class KeptTextsTest {
  private static final List<Document> TEXTS =
      List.of(Document.of("a", "the mast"), Document.of("b", "the oven"));

  @TempDir Path folder;
  private final TopicModel model =
      SampleModel.of(
          List.of(SampleModel.document("b", 1, 1, 2), SampleModel.document("a", 1, 2, 1)));

  private KeptTexts saved(boolean withTexts) {
    Path place = folder.resolve("m");
    Corpus corpus = Corpus.of(TEXTS);
    Windows none = new WindowsBuilder(8, 64, 0).build();
    var catalogue = new TokenizedCorpus(none, TEXTS, List.of(), corpus.forEach(document -> {}));
    if (withTexts) {
      model.save(place, TextIndex.writer(corpus, catalogue));
    } else {
      model.save(place);
    }
    return KeptTexts.of(place);
  }

  @Test
  void documentsComeInTheOrderOfTheirVectors() {
    try (KeptTexts texts = saved(true)) {
      assertThat(texts.areKept()).isTrue();
      assertThat(texts.of("a")).contains("the mast");
      assertThat(texts.documents(model.documents(), true))
          .extracting(Document::text)
          .containsExactly("the oven", "the mast");
      assertThat(texts.documents(model.documents(), false))
          .extracting(Document::text)
          .containsExactly("", "");
    }
  }

  @Test
  void withoutTextsOnlyTextsAreMissing() {
    try (KeptTexts texts = saved(false)) {
      assertThat(texts.areKept()).isFalse();
      assertThat(texts.of("a")).isEmpty();
      assertThat(texts.documents(model.documents(), false)).hasSize(2);
      List<DocumentVector> vectors = model.documents();
      assertThatThrownBy(() -> texts.documents(vectors, true))
          .isInstanceOf(BadModel.class)
          .hasMessageContaining("keeps no texts");
      assertThatThrownBy(texts::index).isInstanceOf(BadModel.class);
    }
  }

  @Test
  void aTextThatIsNotThereIsAnError() {
    try (KeptTexts texts = saved(true)) {
      assertThatThrownBy(() -> texts.documents(List.of(SampleModel.document("c", 1, 1, 2)), true))
          .isInstanceOf(BadModel.class)
          .hasMessageContaining("no text of 'c'; damaged?");
    }
  }
}
