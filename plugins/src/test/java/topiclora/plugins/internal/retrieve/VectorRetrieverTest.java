package topiclora.plugins.internal.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.core.Prior;
import topiclora.core.internal.forward.PromptEmbeddings;
import topiclora.core.internal.model.FittedModel;
import topiclora.core.internal.model.TextVectors;
import topiclora.core.internal.model.TopicModel;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.model.TinyBase;
import topiclora.lm.internal.tensor.Tensor;

/** A query is found by its subject, in words that the documents need not have. */
final class VectorRetrieverTest {
  @TempDir private static Path folder;
  private static FittedModel fitted;
  private static TextIndex texts;

  @BeforeAll
  static void fitOnce() {
    fitted = FittedModel.of(folder, 45);
    Path place = folder.resolve("model");
    fitted.model().save(place, TextIndex.writer(fitted.corpus(), fitted.catalogue()));
    texts = TextIndex.open(place);
  }

  @AfterAll
  static void close() {
    texts.close();
    fitted.close();
  }

  @Test
  void aTextOfASubjectFindsDocumentsOfThatSubject() {
    var retriever = new VectorRetriever(fitted.base(), fitted.model(), texts);
    Random random = new Random(3);
    int right = 0;
    for (int query = 0; query < 30; query++) {
      String label = "subject " + query % 3;
      List<SearchHit> found = retriever.find(TinyBase.text(query % 3, 45, random), 5);
      right += (int) found.stream().filter(f -> label.equals(f.document().label())).count();
      assertThat(found.getFirst().document().text()).isNotEmpty();
      assertThat(found.getFirst().score()).isBetween(found.getLast().score(), 1.0);
    }
    assertThat(right / 150.0).isGreaterThan(0.5); // chance finds a third
  }

  @Test
  void documentsThatPointAwayAreNotFound() {
    var retriever = new VectorRetriever(fitted.base(), fitted.model(), texts);
    List<SearchHit> all = retriever.find(" boat mast sail storm", 100);
    assertThat(all).hasSizeBetween(1, 44).allMatch(found -> found.score() > 0);
  }

  @Test
  void amongSomeDocumentsOnlyTheyAreFound() {
    var retriever = new VectorRetriever(fitted.base(), fitted.model(), texts);
    List<String> all = ids(retriever.find(" boat mast sail storm", 100));
    Set<String> some = Set.of(all.get(2), all.get(4), "not there");
    assertThat(ids(retriever.among(some).find(" boat mast sail storm", 100)))
        .containsExactly(all.get(2), all.get(4));
    assertThat(ids(retriever.among(some).find(" boat mast sail storm", 1)))
        .containsExactly(all.get(2));
  }

  private static List<String> ids(List<SearchHit> found) {
    return found.stream().map(one -> one.document().id()).toList();
  }

  @Test
  void oneTokenIsEnoughAndNoneFindsNothing() {
    var retriever = new VectorRetriever(fitted.base(), fitted.model(), texts);
    assertThat(retriever.find(" comet", 3)).isNotEmpty();
    assertThat(retriever.find("", 3)).isEmpty();
  }

  @Test
  void theVectorIsWhatTheEncoderExpectsOfTheSubject() {
    String text = TinyBase.text(1, 16, new Random(4));
    int[] ids = fitted.base().tokenizer().encode(text);
    Tensor about = PromptEmbeddings.of(fitted.base(), List.of(ids), Progress.SILENT);
    Tensor wanted = fitted.model().parameters().encoder().predict(about);
    assertThat(TextVectors.of(fitted.base(), fitted.model(), text)).isEqualTo(wanted.toFloats());
  }

  @Test
  void manyTextsAreReadAsEachIsAlone() {
    Random random = new Random(6);
    List<String> several =
        List.of(TinyBase.text(0, 20, random), "", TinyBase.text(1, 3, random), " comet");
    float[][] together = TextVectors.of(fitted.base(), fitted.model(), several);
    for (int i = 0; i < together.length; i++) {
      float[] alone = TextVectors.of(fitted.base(), fitted.model(), several.get(i));
      assertThat(together[i]).containsExactly(alone, within(1e-5f));
    }
    assertThat(together[1]).isEmpty();
  }

  @Test
  void aModelWithoutAnEncoderIsRefused() {
    TopicModel model = fitted.model();
    TopicModel zero =
        new TopicModel(
            model.options().toBuilder().prior(Prior.ZERO).build(),
            model.provenance(),
            model.parameters(),
            model.documents(),
            model.epochs());
    assertThatThrownBy(() -> new VectorRetriever(fitted.base(), zero, texts))
        .isInstanceOf(TopicLoraException.BadModel.class)
        .hasMessageContaining("has no encoder");
  }
}
