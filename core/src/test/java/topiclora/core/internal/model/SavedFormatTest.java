package topiclora.core.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.core.DocumentVectors;
import topiclora.core.LayerRange;
import topiclora.core.LearningOptions;
import topiclora.core.Modulate;
import topiclora.core.ModulationForm;
import topiclora.core.TextUnit;
import topiclora.lm.Progress;

/**
 * Models as they were saved when this format was new: whatever is added to it later, they are read.
 * {@code model-format-6} is {@link FittedModel} of six documents, the other one made by hand.
 */
final class SavedFormatTest {
  @Test
  void aModelOfTopicsIsRead() throws Exception {
    TopicModel model = TopicModel.load(saved("model-format-6"));
    LearningOptions options =
        LearningOptions.topics().toBuilder().rank(3).window(8).maxTokens(64).epochs(1).build();
    assertThat(model.options()).isEqualTo(options);
    assertThat(model.options().modulation()).isEqualTo(ModulationForm.of(Modulate.DOWN));
    assertThat(model.options().layers()).isEqualTo(new LayerRange.Upper(5));
    assertThat(model.provenance().documents()).isEqualTo(6);
    assertThat(model.provenance().baseSha256()).startsWith("c9b2f4733d55");
    assertThat(model.provenance().changes()).isEmpty();
    assertThat(model.epochs()).hasSize(1);
    assertThat(model.epochs().getFirst().heldOutNll()).isEqualTo(5.406053452264695);
    assertThat(model.documents()).hasSize(6);
    DocumentVector third = model.require("d2");
    assertThat(third.title()).isEqualTo("Title 2");
    assertThat(third.label()).isEqualTo("subject 2");
    assertThat(third.windows()).isEqualTo(5);
    assertThat(third.ownNll()).isEqualTo(43.55268859863281);
    assertThat(model.documents().getFirst().vector())
        .containsExactly(-1.4664987f, -1.0218551f, 0.80639184f);
    assertThat(model.parameters().adapter().tensors()).hasSize(3);
  }

  @Test
  void aModelOfLongVectorsIsRead() throws Exception {
    TopicModel model = TopicModel.load(saved("model-format-6-sparse"));
    assertThat(model.options().textUnit()).isEqualTo(TextUnit.SENTENCES);
    assertThat(model.options().maxNonzero()).isEqualTo(2);
    assertThat(model.require("a").vector()).containsExactly(0, 1.5f, 0, 0, 0, 0, 0, -2);
    assertThat(model.require("b").vector()).containsExactly(0, 0, 0, 0, 0.25f, 0, 0, 0);
  }

  @Test
  void whatWasReadPredictsAsItDidWhenItWasSaved(@TempDir Path folder) throws Exception {
    TopicModel model = TopicModel.load(saved("model-format-6"));
    try (var fitted = FittedModel.of(folder, 6)) {
      var own =
          DocumentCompletion.of(
              fitted.base(), model, fitted.catalogue(), DocumentVectors.OWN, Progress.SILENT);
      for (DocumentCompletion.Score score : own.documents()) {
        assertThat(score.nll() * score.tokens())
            .isCloseTo(model.require(score.id()).ownNll(), within(0.1));
      }
    }
  }

  private static Path saved(String name) throws URISyntaxException {
    URL found = SavedFormatTest.class.getResource("/" + name + "/model.json");
    return Objects.requireNonNull(Path.of(Objects.requireNonNull(found).toURI()).getParent());
  }
}
