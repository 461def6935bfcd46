package topiclora.core.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import topiclora.core.DocumentVectors;
import topiclora.corpus.Corpus;
import topiclora.corpus.Document;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.model.TinyBase;

/** A model from the front door: fitted, kept and scored. */
final class TopicModelTest {
  @TempDir private static Path folder;
  private static FittedModel fitted;
  private static TopicModel model;

  @BeforeAll
  static void fitOnce() {
    fitted = FittedModel.of(folder, 45);
    model = fitted.model();
  }

  @AfterAll
  static void closeBase() {
    fitted.close();
  }

  @Test
  void everyDocumentHasItsVectorAndWhatIsKnownOfIt() {
    assertThat(model.documents()).hasSize(45);
    assertThat(fitted.catalogue().tooShort()).containsExactly("short");
    float[][] x = model.parameters().x().toRows();
    for (int d = 0; d < 45; d++) {
      DocumentVector document = model.documents().get(d);
      assertThat(document.id()).isEqualTo("d" + d);
      assertThat(document.name()).isEqualTo("Title " + d);
      assertThat(document.label()).isEqualTo("subject " + d % 3);
      assertThat(document.vector()).isEqualTo(x[d]);
      assertThat(document.windows()).isEqualTo(5);
      assertThat(document.heldOutTokens()).isBetween(4L, 7L);
    }
    assertThat(model.document("d7")).contains(model.documents().get(7));
    assertThat(model.document("nobody")).isEmpty();
  }

  @Test
  void theProvenanceNamesBaseAndCorpus() {
    assertThat(model.provenance().baseSha256()).isEqualTo(fitted.base().sha256());
    assertThat(model.provenance().corpusSha256())
        .isEqualTo(fitted.catalogue().corpusSummary().sha256());
    assertThat(model.provenance().documents()).isEqualTo(45);
  }

  @Test
  void savingAndLoadingChangesNoScore(@TempDir Path place) {
    model.save(place.resolve("model"));
    TopicModel loaded = TopicModel.load(place.resolve("model"));
    assertThat(loaded.documents()).usingRecursiveComparison().isEqualTo(model.documents());
    assertThat(scores(loaded, DocumentVectors.OWN)).isEqualTo(scores(model, DocumentVectors.OWN));
  }

  @Test
  void scoresAreTheDocumentsOwnNumbers() {
    DocumentCompletion own = scores(model, DocumentVectors.OWN);
    DocumentCompletion zero = scores(model, DocumentVectors.ZERO);
    assertThat(own.documents()).hasSize(45);
    double ownNats = 0;
    double zeroNats = 0;
    for (int d = 0; d < 45; d++) {
      DocumentVector document = model.documents().get(d);
      assertThat(own.documents().get(d).id()).isEqualTo(document.id());
      assertThat(own.documents().get(d).tokens()).isEqualTo(document.heldOutTokens());
      // The fit read its lower layers from a file of 8-bit mantissas, the score does not.
      assertThat(own.documents().get(d).nll() * document.heldOutTokens())
          .isCloseTo(document.ownNll(), within(0.1));
      assertThat(zero.documents().get(d).nll() * document.heldOutTokens())
          .isCloseTo(document.sharedNll(), within(0.1));
      ownNats += document.ownNll();
      zeroNats += document.sharedNll();
    }
    assertThat(own.nll() * own.tokens()).isCloseTo(ownNats, within(0.5));
    assertThat(zero.nll() * zero.tokens()).isCloseTo(zeroNats, within(0.5));
  }

  @Test
  void ownAndFoldedInVectorsPredictBestAndThoseOfOthersWorst() {
    double own = scores(model, DocumentVectors.OWN).nll();
    double foldin = scores(model, DocumentVectors.FOLD_IN).nll();
    double zero = scores(model, DocumentVectors.ZERO).nll();
    double shuffled = scores(model, DocumentVectors.SHUFFLED).nll();
    assertThat(own).isLessThan(zero - 0.1);
    assertThat(foldin).isLessThan(zero - 0.1).isCloseTo(own, within(0.1));
    assertThat(shuffled).isGreaterThan(zero);
  }

  @ParameterizedTest
  @EnumSource(
      value = DocumentVectors.class,
      names = {"OWN", "SHUFFLED"})
  void aDocumentThatTheModelDoesNotHaveHasNoVectorOfItsOwn(DocumentVectors vector) {
    TokenizedCorpus other = newDocuments();
    assertThatThrownBy(
            () -> DocumentCompletion.of(fitted.base(), model, other, vector, Progress.SILENT))
        .isInstanceOf(TopicLoraException.BadCorpus.class)
        .hasMessage("document 'new 0' is not in the model; its vector can be folded in");
  }

  @Test
  void aDocumentThatTheModelDoesNotHaveCanBeFoldedIn() {
    TokenizedCorpus other = newDocuments();
    double zero =
        DocumentCompletion.of(fitted.base(), model, other, DocumentVectors.ZERO, Progress.SILENT)
            .nll();
    double foldin =
        DocumentCompletion.of(fitted.base(), model, other, DocumentVectors.FOLD_IN, Progress.SILENT)
            .nll();
    assertThat(foldin).isLessThan(zero);
  }

  @Test
  void aCorpusOfShortTextsHasNothingToScore() {
    TokenizedCorpus brief =
        TokenizedCorpus.of(
            fitted.base(),
            Corpus.of(List.of(Document.of("d0", " the boat was with the captain and crew"))),
            model.options());
    assertThatThrownBy(
            () ->
                DocumentCompletion.of(
                    fitted.base(), model, brief, DocumentVectors.ZERO, Progress.SILENT))
        .isInstanceOf(TopicLoraException.BadCorpus.class)
        .hasMessageContaining("wanted three windows or more");
  }

  @Test
  void anotherBaseIsRefusedAndBothAreNamed(@TempDir Path place) {
    try (var other = TinyBase.open(place.resolve("other"), 200)) {
      assertThatThrownBy(() -> model.requireBase(other))
          .isInstanceOf(TopicLoraException.BadModel.class)
          .hasMessage(
              "the base is other (sha256 %.12s...), the model was fitted on base (%.12s...);"
                      .formatted(other.sha256(), fitted.base().sha256())
                  + " open that one, by its name or path");
    }
    model.requireBase(fitted.base());
  }

  private static TokenizedCorpus newDocuments() {
    var random = new Random(77);
    List<Document> documents =
        IntStream.range(0, 12)
            .mapToObj(d -> Document.of("new " + d, TinyBase.text(d % 3, 45, random)))
            .toList();
    return TokenizedCorpus.of(fitted.base(), Corpus.of(documents), model.options());
  }

  private static DocumentCompletion scores(TopicModel of, DocumentVectors vector) {
    return DocumentCompletion.of(fitted.base(), of, fitted.catalogue(), vector, Progress.SILENT);
  }
}
