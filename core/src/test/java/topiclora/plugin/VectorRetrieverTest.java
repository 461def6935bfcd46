package topiclora.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.TopicLoraException;
import topiclora.base.TinyBase;
import topiclora.fit.Prior;
import topiclora.model.DocumentVector;
import topiclora.model.FittedModel;
import topiclora.model.TopicModel;

/** A query is found by its subject, in words that the documents need not have. */
final class VectorRetrieverTest {
  @TempDir private static Path folder;
  private static FittedModel fitted;
  private static TextIndex texts;

  @BeforeAll
  static void fitOnce() {
    fitted = FittedModel.of(folder, 45);
    Path place = folder.resolve("model");
    fitted.model().save(place, TextIndex.part(fitted.corpus(), fitted.catalogue()));
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
    for (int subject = 0; subject < 3; subject++) {
      List<Found> found = retriever.find(TinyBase.text(subject, 20, random), 5);
      assertThat(found).hasSize(5);
      String label = "subject " + subject;
      assertThat(found).filteredOn(f -> label.equals(f.document().label())).hasSizeGreaterThan(3);
      assertThat(found.getFirst().document().text()).isNotEmpty();
      assertThat(found.getFirst().score()).isBetween(found.getLast().score(), 1.0);
    }
  }

  @Test
  void documentsThatPointAwayAreNotFound() {
    var retriever = new VectorRetriever(fitted.base(), fitted.model(), texts);
    List<Found> all = retriever.find(" boat mast sail storm", 100);
    assertThat(all).hasSizeBetween(1, 44).allMatch(found -> found.score() > 0);
  }

  @Test
  void oneTokenIsEnoughAndNoneFindsNothing() {
    var retriever = new VectorRetriever(fitted.base(), fitted.model(), texts);
    assertThat(retriever.find(" comet", 3)).isNotEmpty();
    assertThat(retriever.find("", 3)).isEmpty();
  }

  @Test
  void theVectorOfADocumentsOwnTextIsWhatTheEncoderExpectsOfAllItsWindows() {
    DocumentVector document = fitted.model().documents().getFirst();
    String text = texts.document(document.id()).orElseThrow().text();
    float[] x = QueryVector.of(fitted.base(), fitted.model(), text);
    assertThat(x).hasSize(fitted.model().rank());
    double dot = 0;
    for (int k = 0; k < x.length; k++) {
      dot += x[k] * document.x()[k];
    }
    assertThat(dot).isPositive();
  }

  @Test
  void aModelWithoutAnEncoderIsRefused() {
    TopicModel model = fitted.model();
    TopicModel zero =
        new TopicModel(
            model.options().withPrior(Prior.ZERO),
            model.provenance(),
            model.learned(),
            model.documents(),
            model.passes());
    assertThatThrownBy(() -> new VectorRetriever(fitted.base(), zero, texts))
        .isInstanceOf(TopicLoraException.BadModel.class)
        .hasMessageContaining("has no encoder");
  }
}
