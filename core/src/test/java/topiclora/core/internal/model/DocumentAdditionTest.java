package topiclora.core.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.corpus.Corpus;
import topiclora.corpus.Document;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException.BadCorpus;
import topiclora.lm.internal.model.TinyBase;

/** New documents in a model that was fitted without them. */
final class DocumentAdditionTest {
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
  void newDocumentsAreForetoldByVectorsOfTheirOwn() {
    AddResult added = model.add(fitted.base(), strangers(30, 45), Progress.SILENT);
    assertThat(added.documents()).hasSize(30);
    assertThat(added.tooShort()).containsExactly("brief");
    assertThat(added.windows()).isEqualTo(30 * 6);
    double own = 0;
    double zero = 0;
    double other = 0;
    for (DocumentVector document : added.documents()) {
      own += document.ownNll();
      zero += document.sharedNll();
      other += document.shuffledNll();
      assertThat(document.windows()).isEqualTo(5);
      assertThat(document.heldOutTokens()).isPositive();
      assertThat(document.label()).isEqualTo("label of " + document.id());
      assertThat(document.metadata()).containsEntry("year", "1999");
    }
    assertThat(own).isLessThan(zero);
    assertThat(other).isGreaterThan(zero);
  }

  @Test
  void whatWasThereStaysToTheBit() {
    TopicModel grown = model.add(fitted.base(), strangers(5, 45), Progress.SILENT).model();
    assertThat(grown.documents().subList(0, 45)).isEqualTo(model.documents());
    assertThat(grown.documents()).hasSize(50);
    float[][] x = grown.parameters().x().toRows();
    for (int d = 0; d < 50; d++) {
      assertThat(x[d]).isEqualTo(grown.documents().get(d).vector());
    }
    var before = model.parameters().adapter().tensors();
    grown
        .parameters()
        .adapter()
        .tensors()
        .forEach((name, t) -> assertThat(t).as(name).isSameAs(before.get(name)));
    assertThat(grown.provenance().additions())
        .hasSize(1)
        .allMatch(addition -> addition.documents() == 5);
    assertThat(grown.provenance().documents()).isEqualTo(45);
  }

  @Test
  void aDocumentComesToTheSameVectorWhateverComesWithIt() {
    List<Document> documents = documents(600, 12); // more than are read at once
    AddResult all = model.add(fitted.base(), Corpus.of(documents), Progress.SILENT);
    assertThat(all.documents()).hasSize(600);
    for (int d : new int[] {0, 511, 512, 599}) {
      Corpus alone = Corpus.of(documents.subList(d, d + 1));
      DocumentVector one = model.add(fitted.base(), alone, Progress.SILENT).documents().getFirst();
      assertThat(one.id()).isEqualTo(all.documents().get(d).id());
      assertThat(one.vector()).containsExactly(all.documents().get(d).vector(), within(1e-3f));
    }
  }

  @Test
  void progressCountsTheDocumentsOfTheWholeCorpus() {
    List<Long> done = new ArrayList<>();
    model.add(
        fitted.base(),
        Corpus.of(documents(600, 12)),
        (stage, at, total, note) -> {
          assertThat(total).isEqualTo(600);
          done.add(at);
        });
    assertThat(done).isSorted().last().isEqualTo(600L);
  }

  @Test
  void aModelThatHasGrownIsSavedReadAndGrowsAgain(@TempDir Path place) {
    model.save(place.resolve("m"));
    TopicModel loaded = TopicModel.load(place.resolve("m"));
    AddResult first = loaded.add(fitted.base(), strangers(4, 45), Progress.SILENT);
    first.model().replace(place.resolve("m"));
    TopicModel grown = TopicModel.load(place.resolve("m"));
    assertThat(grown.documents()).usingRecursiveComparison().isEqualTo(first.model().documents());
    assertThat(grown.provenance()).isEqualTo(first.model().provenance());
    Corpus more = Corpus.of(documents(3, 45).stream().map(DocumentAdditionTest::renamed).toList());
    assertThat(grown.add(fitted.base(), more, Progress.SILENT).model().documents()).hasSize(52);
  }

  @Test
  void anIdThatTheModelHasIsRefusedBeforeAnythingIsRead() {
    Corpus again = Corpus.of(List.of(Document.of("fresh", "x"), Document.of("d7", "y")));
    assertThatThrownBy(() -> model.add(fitted.base(), again, Progress.SILENT))
        .isInstanceOf(BadCorpus.class)
        .hasMessageStartingWith("document 'd7' is in the model already; nothing was added");
  }

  @Test
  void textsWithoutAWindowAddNothing() {
    Corpus brief = Corpus.of(List.of(Document.of("brief", " boat")));
    assertThatThrownBy(() -> model.add(fitted.base(), brief, Progress.SILENT))
        .isInstanceOf(BadCorpus.class)
        .hasMessage("none of 1 documents is long enough for a window; nothing was added");
  }

  private static Document renamed(Document d) {
    return new Document("again " + d.id(), d.title(), d.text(), d.label(), d.metadata());
  }

  private static Corpus strangers(int count, int words) {
    List<Document> documents = new ArrayList<>(documents(count, words));
    documents.add(1, Document.of("brief", " boat"));
    return Corpus.of(documents);
  }

  private static List<Document> documents(int count, int words) {
    Random random = new Random(77);
    List<Document> documents = new ArrayList<>();
    for (int d = 0; d < count; d++) {
      String id = "new " + d;
      String text = TinyBase.text(d % 3, words, random);
      documents.add(new Document(id, null, text, "label of " + id, Map.of("year", "1999")));
    }
    return documents;
  }
}
