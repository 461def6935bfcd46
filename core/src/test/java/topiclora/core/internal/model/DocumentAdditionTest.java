package topiclora.core.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.core.internal.similar.Neighbours;
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
  void newDocumentsArePredictedByVectorsOfTheirOwn() {
    AddResult added = model.add(fitted.base(), newDocuments(30, 45), Progress.SILENT);
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
    TopicModel grown = model.add(fitted.base(), newDocuments(5, 45), Progress.SILENT).model();
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
    assertThat(grown.provenance().changes())
        .hasSize(1)
        .allMatch(change -> change.added() == 5 && change.removed() == 0)
        .allMatch(change -> change.corpusSha256() != null);
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
    AddResult first = loaded.add(fitted.base(), newDocuments(4, 45), Progress.SILENT);
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
  void whatIsRemovedIsGoneAndTheRestStaysToTheBit(@TempDir Path place) {
    model.save(place.resolve("m"));
    TopicModel less = TopicModel.load(place.resolve("m")).without(List.of("d0", "d7", "d44", "d7"));
    assertThat(less.documents()).hasSize(42);
    assertThat(less.document("d7")).isEmpty();
    float[][] x = less.parameters().x().toRows();
    for (int d = 0; d < 42; d++) {
      DocumentVector kept = less.documents().get(d);
      assertThat(x[d]).isEqualTo(kept.vector()).isEqualTo(model.require(kept.id()).vector());
    }
    assertThat(less.provenance().changes())
        .hasSize(1)
        .allMatch(change -> change.added() == 0 && change.removed() == 3)
        .allMatch(change -> change.corpusSha256() == null);
    less.replace(place.resolve("m"));
    TopicModel loaded = TopicModel.load(place.resolve("m"));
    assertThat(loaded.documents()).usingRecursiveComparison().isEqualTo(less.documents());
    assertThat(loaded.provenance()).isEqualTo(less.provenance());
    TopicModel none = loaded.without(loaded.documents().stream().map(DocumentVector::id).toList());
    assertThat(none.documents()).isEmpty();
    assertThat(none.parameters().x().shape()).containsExactly(0, 3);
  }

  @Test
  void documentsThatAreNotThereAreNotRemoved() {
    assertThatThrownBy(() -> model.without(List.of("d1", "nobody", "d2", "noone", "nothing")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no document 'nobody' in the model, nor 2 others; nothing was removed");
    assertThatThrownBy(() -> model.without(List.of("nobody")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no document 'nobody' in the model; nothing was removed");
    assertThatThrownBy(() -> model.without(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void replacingIsRemovingAndAddingInOneStep() {
    List<Document> fresh = new ArrayList<>();
    for (Document d : documents(4, 45)) {
      fresh.add(new Document(d.id().replace("new ", "d"), "fresh", d.text(), null, Map.of()));
    }
    fresh.add(documents(5, 45).getLast());
    AddResult replaced = model.add(fitted.base(), Corpus.of(fresh), true, Progress.SILENT);
    TopicModel with = replaced.model();
    assertThat(with.documents()).hasSize(46);
    assertThat(replaced.replaced()).containsExactlyInAnyOrder("d0", "d1", "d2", "d3");
    assertThat(with.require("d2").title()).isEqualTo("fresh");
    assertThat(with.provenance().changes())
        .hasSize(1)
        .allMatch(change -> change.added() == 5 && change.removed() == 4);
    TopicModel apart =
        model
            .without(List.of("d0", "d1", "d2", "d3"))
            .add(fitted.base(), Corpus.of(fresh), Progress.SILENT)
            .model();
    assertThat(with.documents()).usingRecursiveComparison().isEqualTo(apart.documents());
    assertThat(with.parameters().x().toFloats()).isEqualTo(apart.parameters().x().toFloats());
  }

  @Test
  void allDocumentsCanBeReplaced() {
    List<Document> fresh = new ArrayList<>();
    for (Document d : documents(45, 45)) {
      fresh.add(new Document(d.id().replace("new ", "d"), "fresh", d.text(), null, Map.of()));
    }
    TopicModel with = model.add(fitted.base(), Corpus.of(fresh), true, Progress.SILENT).model();
    assertThat(with.documents()).hasSize(45).allMatch(d -> "fresh".equals(d.title()));
  }

  @Test
  void aDocumentWhoseNewTextIsTooShortStaysAsItWas() {
    Document enough = documents(1, 45).getFirst();
    Corpus corpus = Corpus.of(List.of(enough, Document.of("d7", " boat")));
    AddResult result = model.add(fitted.base(), corpus, true, Progress.SILENT);
    assertThat(result.tooShort()).containsExactly("d7");
    assertThat(result.replaced()).isEmpty();
    assertThat(result.model().require("d7")).isSameAs(model.require("d7"));
  }

  @Test
  void severalThreadsReadOneModel() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> readings = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        readings.add(
            threads.submit(
                () -> {
                  TopicModel less = model.without(List.of("d1", "d5"));
                  List<Float> cosines =
                      Neighbours.of(less).nearest("d7", 10).stream()
                          .map(near -> (float) near.cosine())
                          .toList();
                  float[] x = less.parameters().x().toFloats();
                  return Objects.hash(cosines, Arrays.hashCode(x), less.require("d9").norm());
                }));
      }
      int first = readings.getFirst().get();
      for (Future<Integer> reading : readings) {
        assertThat(reading.get()).isEqualTo(first);
      }
    }
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

  private static Corpus newDocuments(int count, int words) {
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
