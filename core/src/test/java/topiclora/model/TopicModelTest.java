package topiclora.model;

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
import topiclora.Document;
import topiclora.Progress;
import topiclora.TopicLoraException;
import topiclora.base.TinyBase;
import topiclora.corpus.Corpus;

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
    float[][] x = model.learned().x().toRows();
    for (int d = 0; d < 45; d++) {
      DocumentVector document = model.documents().get(d);
      assertThat(document.id()).isEqualTo("d" + d);
      assertThat(document.name()).isEqualTo("Title " + d);
      assertThat(document.label()).isEqualTo("subject " + d % 3);
      assertThat(document.x()).isEqualTo(x[d]);
      assertThat(document.windows()).isEqualTo(5);
      assertThat(document.heldOutTokens()).isBetween(4L, 7L);
    }
    assertThat(model.document("d7")).contains(model.documents().get(7));
    assertThat(model.document("nobody")).isEmpty();
  }

  @Test
  void theProvenanceNamesBaseAndCorpus() {
    assertThat(model.provenance().baseSha256()).isEqualTo(fitted.base().sha256());
    assertThat(model.provenance().corpusSha256()).isEqualTo(fitted.catalogue().reading().sha256());
    assertThat(model.provenance().documents()).isEqualTo(45);
  }

  @Test
  void savingAndLoadingChangesNoScore(@TempDir Path place) {
    model.save(place.resolve("model"));
    TopicModel loaded = TopicModel.load(place.resolve("model"));
    assertThat(loaded.documents()).usingRecursiveComparison().isEqualTo(model.documents());
    assertThat(scores(loaded, Scores.Vector.OWN)).isEqualTo(scores(model, Scores.Vector.OWN));
  }

  @Test
  void scoresAreTheDocumentsOwnNumbers() {
    Scores own = scores(model, Scores.Vector.OWN);
    Scores zero = scores(model, Scores.Vector.ZERO);
    assertThat(own.documents()).hasSize(45);
    double ownNats = 0;
    double zeroNats = 0;
    for (int d = 0; d < 45; d++) {
      DocumentVector document = model.documents().get(d);
      assertThat(own.documents().get(d).id()).isEqualTo(document.id());
      assertThat(own.documents().get(d).tokens()).isEqualTo(document.heldOutTokens());
      // The fit read its lower layers from a file of 8-bit mantissas, the score does not.
      assertThat(own.documents().get(d).nats() * document.heldOutTokens())
          .isCloseTo(document.ownNats(), within(0.1));
      assertThat(zero.documents().get(d).nats() * document.heldOutTokens())
          .isCloseTo(document.zeroNats(), within(0.1));
      ownNats += document.ownNats();
      zeroNats += document.zeroNats();
    }
    assertThat(own.mean() * own.tokens()).isCloseTo(ownNats, within(0.5));
    assertThat(zero.mean() * zero.tokens()).isCloseTo(zeroNats, within(0.5));
  }

  @Test
  void ownAndFoldedInVectorsForetellBestAndThoseOfOthersWorst() {
    double own = scores(model, Scores.Vector.OWN).mean();
    double foldin = scores(model, Scores.Vector.FOLDIN).mean();
    double zero = scores(model, Scores.Vector.ZERO).mean();
    double shuffled = scores(model, Scores.Vector.SHUFFLED).mean();
    assertThat(own).isLessThan(zero - 0.1);
    assertThat(foldin).isLessThan(zero - 0.1).isCloseTo(own, within(0.1));
    assertThat(shuffled).isGreaterThan(zero);
  }

  @ParameterizedTest
  @EnumSource(
      value = Scores.Vector.class,
      names = {"OWN", "SHUFFLED"})
  void aDocumentThatTheModelDoesNotHaveHasNoVectorOfItsOwn(Scores.Vector vector) {
    Catalogue other = strangers();
    assertThatThrownBy(() -> Scores.of(fitted.base(), model, other, vector, Progress.SILENT))
        .isInstanceOf(TopicLoraException.BadCorpus.class)
        .hasMessage("document 'new 0' is not in the model; score it with --x foldin");
  }

  @Test
  void aDocumentThatTheModelDoesNotHaveCanBeFoldedIn() {
    Catalogue other = strangers();
    double zero =
        Scores.of(fitted.base(), model, other, Scores.Vector.ZERO, Progress.SILENT).mean();
    double foldin =
        Scores.of(fitted.base(), model, other, Scores.Vector.FOLDIN, Progress.SILENT).mean();
    assertThat(foldin).isLessThan(zero);
  }

  @Test
  void aCorpusOfShortTextsHasNothingToScore() {
    Catalogue brief =
        Catalogue.of(
            fitted.base(),
            Corpus.of(List.of(Document.of("d0", " the boat was with the captain and crew"))),
            model.options());
    assertThatThrownBy(
            () -> Scores.of(fitted.base(), model, brief, Scores.Vector.ZERO, Progress.SILENT))
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
                  + " name that one with --base");
    }
    model.requireBase(fitted.base());
  }

  private static Catalogue strangers() {
    var random = new Random(77);
    List<Document> documents =
        IntStream.range(0, 12)
            .mapToObj(d -> Document.of("new " + d, TinyBase.text(d % 3, 45, random)))
            .toList();
    return Catalogue.of(fitted.base(), Corpus.of(documents), model.options());
  }

  private static Scores scores(TopicModel of, Scores.Vector vector) {
    return Scores.of(fitted.base(), of, fitted.catalogue(), vector, Progress.SILENT);
  }
}
