package topiclora.plugins.internal.retrieve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import topiclora.core.LearningOptions;
import topiclora.core.internal.model.AddResult;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.SampleModel;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Corpus;
import topiclora.corpus.CorpusSummary;
import topiclora.corpus.Document;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.io.AtomicDirectory;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.TinyBase;

final class TextIndexTest {
  private static final Map<String, String> METADATA = metadata();
  private static final List<Document> DOCUMENTS =
      List.of(
          new Document("../../etc/passwd", "The mast", "the storm took the mast", "sea", METADATA),
          Document.of("b\n\u001b", "bread and butter and a caf\u00e9"),
          Document.of("c", "the moon is light, the moon is near, says the captain"),
          Document.of("d".repeat(40_000), "the comet and the moon and the star and the light"),
          Document.of("e", "\u6d77\u6e2f\u7684\u706f\u5854 is far away from the harbour"),
          Document.of("short", "eel"));

  @TempDir private static Path folder;
  private static BaseModel base;
  private static TokenizedCorpus catalogue;
  private static Path place;
  private static TextIndex texts;

  @BeforeAll
  static void saveAModel() {
    base = TinyBase.open(folder.resolve("base"));
    catalogue = TokenizedCorpus.of(base, Corpus.of(DOCUMENTS), LearningOptions.topics());
    place = folder.resolve("a.model");
    model().save(place, TextIndex.writer(Corpus.of(DOCUMENTS), catalogue));
    texts = TextIndex.open(place);
  }

  @AfterAll
  static void close() {
    texts.close();
    base.close();
  }

  @Test
  void everyFieldOfADocumentComesBack() {
    for (Document document : DOCUMENTS.subList(0, 5)) {
      assertThat(texts.document(document.id())).contains(document);
    }
    assertThat(texts.document("../../etc/passwd").orElseThrow().metadata().keySet())
        .containsExactly("year", "author", "");
    assertThat(texts.document("nobody")).isEmpty();
  }

  @Test
  void documentsThatTheFitLeftOutAreNotThere() {
    assertThat(catalogue.tooShort()).containsExactly("short");
    assertThat(texts.size()).isEqualTo(5);
    assertThat(texts.document("short")).isEmpty();
    assertThat(texts.find("eel", 3)).isEmpty();
  }

  @Test
  void theDocumentWithMostOfTheRareWordsComesFirst() {
    assertThat(ids(texts.find("who saw the moon?", 2))).containsExactly("c", "d".repeat(40_000));
    List<SearchHit> found = texts.find("comet, moon", 5);
    assertThat(ids(found)).containsExactly("d".repeat(40_000), "c");
    assertThat(found.getFirst().score()).isGreaterThan(found.getLast().score());
  }

  @Test
  void aSearchAmongSomeDocumentsPicksThemBeforeTheFirstK() {
    String last = "d".repeat(40_000);
    assertThat(ids(texts.find("moon", 1))).containsExactly("c");
    Retriever some = texts.among(Set.of(last, "../../etc/passwd", "not there"));
    List<SearchHit> found = some.find("moon", 1);
    assertThat(ids(found)).containsExactly(last);
    assertThat(found.getFirst().score())
        .as("scores count all documents")
        .isEqualTo(texts.find("moon", 2).getLast().score());
    assertThat(texts.among(Set.of()).find("moon", 3)).isEmpty();
    assertThat(some.find("?!", 3)).isEmpty();
    assertThatThrownBy(() -> some.find("moon", 0)).hasMessage("k is 0, wanted at least 1");
  }

  @Test
  void whatADocumentKnowsOfAQueryIsTheShareOfItsRareWords() {
    // Of the five documents the has four, moon two, and nobody has seen: ln(1 + (5 - n + .5) /
    // (n + .5)).
    double the = Math.log(1 + 1.5 / 4.5);
    double moon = Math.log(1 + 3.5 / 2.5);
    double unseen = Math.log(1 + 5.5 / 0.5);
    List<SearchHit> found = texts.find("the moon unseen", 5);
    assertThat(found).hasSize(4);
    for (SearchHit one : found) {
      boolean both = one.document().text().contains("moon");
      assertThat(one.coverage().covered())
          .isCloseTo((the + (both ? moon : 0)) / (the + moon + unseen), within(1e-6));
    }
    assertThat(texts.find("moon", 1).getFirst().coverage().covered()).isEqualTo(1);
  }

  @Test
  void whatADocumentAddsIsInNoneThatKnowsMore() {
    // d has three of these words, c the moon too and the captain, whom nobody else has.
    List<SearchHit> found = texts.find("comet star moon captain", 2);
    double moon = Math.log(1 + 3.5 / 2.5);
    double rare = Math.log(1 + 4.5 / 1.5);
    SearchHit d = found.getFirst();
    assertThat(d.document().id()).startsWith("d");
    assertThat(d.coverage().added()).isEqualTo(d.coverage().covered());
    assertThat(found.getLast().coverage().covered())
        .isCloseTo((moon + rare) / (moon + 3 * rare), within(1e-6));
    assertThat(found.getLast().coverage().added())
        .isCloseTo(rare / (moon + 3 * rare), within(1e-6));
  }

  @Test
  void documentsThatSomebodyChoseAreScoredInTheirOrder() {
    Document stranger = Document.of("not there", "moon");
    List<Document> chosen = List.of(DOCUMENTS.get(0), stranger, DOCUMENTS.get(3), DOCUMENTS.get(2));
    List<SearchHit> scored = texts.scored("moon", chosen);
    assertThat(scored).extracting(SearchHit::document).containsExactlyElementsOf(chosen);
    assertThat(scored)
        .extracting(hit -> hit.coverage().covered())
        .containsExactly(0.0, 0.0, 1.0, 1.0);
    List<SearchHit> searched = texts.find("moon", 2);
    assertThat(scored)
        .extracting(SearchHit::score)
        .containsExactly(0.0, 0.0, searched.getLast().score(), searched.getFirst().score());
    assertThat(texts.scored("moon", List.of())).isEmpty();
    assertThat(texts.scored("?!", chosen)).extracting(SearchHit::score).containsOnly(0.0);
  }

  @Test
  void titlesAreFoundAndIdsAreNot() {
    assertThat(ids(texts.find("MAST", 1))).containsExactly("../../etc/passwd");
    assertThat(texts.find("passwd", 1)).isEmpty();
  }

  @Test
  void accentsWrittenInTwoWaysAreTheSame() {
    assertThat(ids(texts.find("cafe\u0301", 1))).containsExactly("b\n\u001b");
  }

  @Test
  void chineseIsFoundByItsCharacters() {
    assertThat(ids(texts.find("\u706f\u5854", 1))).containsExactly("e");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "words:moon AND -light",
        "moon^100 \"comet",
        "moon~ moo* (",
        "NOT moon) OR [a TO z]",
        "/moon/"
      })
  void noCharacterOfAQueryIsAnOperator(String query) {
    assertThat(ids(texts.find(query, 5))).contains("c", "d".repeat(40_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "?!*:()", "\ud800"})
  void aQueryWithoutWordsFindsNothing(String query) {
    assertThat(texts.find(query, 3)).isEmpty();
  }

  @Test
  void aQueryMayBeLong() {
    StringBuilder query = new StringBuilder("comet");
    for (int i = 0; i < 5000; i++) {
      query.append(" w").append(i);
    }
    assertThat(ids(texts.find(query.toString(), 1))).containsExactly("d".repeat(40_000));
  }

  @Test
  void countsStartAtOne() {
    assertThatThrownBy(() -> texts.find("moon", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("k is 0, wanted at least 1");
  }

  @Test
  void equalScoresStandInTheOrderOfTheCorpus(@TempDir Path other) {
    List<Document> twins = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      twins.add(Document.of("t" + i, "the boat and the captain and the crew"));
    }
    TokenizedCorpus of = TokenizedCorpus.of(base, Corpus.of(twins), LearningOptions.topics());
    model().save(other.resolve("m"), TextIndex.writer(Corpus.of(twins), of));
    try (TextIndex index = TextIndex.open(other.resolve("m"))) {
      assertThat(ids(index.find("boat", 300)))
          .containsExactlyElementsOf(twins.stream().map(Document::id).toList());
    }
  }

  @Test
  void aModelWithoutTextsSaysSo(@TempDir Path other) {
    model().save(other.resolve("m"));
    assertThatThrownBy(() -> TextIndex.open(other.resolve("m")))
        .isInstanceOf(TopicLoraException.BadModel.class)
        .hasMessageContaining(other.resolve("m") + " keeps no texts of its documents");
  }

  @Test
  void damagedTextsAreSaidToBeSo(@TempDir Path other) throws IOException {
    Files.createDirectories(other.resolve("index"));
    for (String content : List.of("", "no index")) {
      Files.writeString(other.resolve("index/segments_1"), content);
      assertThatThrownBy(() -> TextIndex.open(other))
          .isInstanceOf(TopicLoraException.BadModel.class)
          .hasMessageContaining("the texts in " + other + " are damaged");
    }
  }

  @Test
  void aCorpusThatHasChangedSinceTheFitLeavesNoModel(@TempDir Path other) throws IOException {
    Corpus changed = Corpus.of(DOCUMENTS.subList(0, 4));
    assertThatThrownBy(() -> model().save(other.resolve("m"), TextIndex.writer(changed, catalogue)))
        .isInstanceOf(TopicLoraException.BadModel.class)
        .hasMessageContaining("the corpus has changed", "resume the fit");
    try (Stream<Path> left = Files.list(other)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aModelThatIsReadAndSavedAgainKeepsItsTexts(@TempDir Path other) {
    TopicModel.load(place).save(other.resolve("m"));
    try (TextIndex again = TextIndex.open(other.resolve("m"))) {
      assertThat(ids(again.find("comet, moon", 5))).containsExactly("d".repeat(40_000), "c");
      assertThat(again.size()).isEqualTo(5);
    }
  }

  @Test
  void aModelWhoseFolderIsGoneIsNotSavedWithoutItsTexts(@TempDir Path other) throws IOException {
    TopicModel.load(place).save(other.resolve("m"));
    TopicModel loaded = TopicModel.load(other.resolve("m"));
    AtomicDirectory.remove(other.resolve("m"));
    assertThatThrownBy(() -> loaded.save(other.resolve("n")))
        .isInstanceOf(TopicLoraException.Storage.class)
        .hasMessageContaining("the model came from " + other.resolve("m") + ", which is gone");
    try (Stream<Path> left = Files.list(other)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void textsOfNewDocumentsStandBehindTheOldOnes(@TempDir Path other) {
    TopicModel.load(place).save(other.resolve("m"));
    List<Document> fresh =
        List.of(
            Document.of("new", "the moon is light, the moon is near, says the captain"),
            Document.of("left out", "moon"));
    AtomicDirectory.Part more = TextIndex.writer(Corpus.of(fresh), added(fresh));
    TopicModel.load(other.resolve("m")).replace(other.resolve("m"), more);
    try (TextIndex grown = TextIndex.open(other.resolve("m"))) {
      assertThat(grown.size()).isEqualTo(6);
      assertThat(ids(grown.find("captain", 5))).containsExactly("c", "new");
      assertThat(grown.document("new")).contains(fresh.getFirst());
      assertThat(grown.document("c")).contains(DOCUMENTS.get(2));
    }
  }

  @Test
  void aCorpusThatHasChangedAddsNothing(@TempDir Path other) {
    TopicModel.load(place).save(other.resolve("m"));
    AtomicDirectory.Part more =
        TextIndex.writer(
            Corpus.of(List.of(Document.of("new", "sun"))),
            added(List.of(Document.of("new", "moon"))));
    TopicModel loaded = TopicModel.load(other.resolve("m"));
    assertThatThrownBy(() -> loaded.replace(other.resolve("m"), more))
        .isInstanceOf(TopicLoraException.BadModel.class)
        .hasMessageContaining("nothing was added");
    try (TextIndex kept = TextIndex.open(other.resolve("m"))) {
      assertThat(kept.size()).isEqualTo(5);
    }
  }

  @Test
  void aModelWithoutTextsGetsNone(@TempDir Path other) {
    model().save(other.resolve("m"));
    List<Document> fresh = List.of(Document.of("new", "the moon"));
    TopicModel.load(other.resolve("m"))
        .replace(other.resolve("m"), TextIndex.writer(Corpus.of(fresh), added(fresh)));
    assertThat(TextIndex.existsIn(other.resolve("m"))).isFalse();
  }

  @Test
  void removedTextsAreGoneToTheLastByte(@TempDir Path other) throws IOException {
    Path m = other.resolve("m");
    TopicModel.load(place).save(m);
    assertThat(bytes(m.resolve("index"))).contains("comet", "captain");
    Set<String> gone = Set.of("d".repeat(40_000), "not there");
    TopicModel.load(m).replace(m, TextIndex.without(gone));
    assertThat(bytes(m.resolve("index"))).contains("captain").doesNotContain("comet", "ddddd");
    try (TextIndex left = TextIndex.open(m)) {
      assertThat(left.size()).isEqualTo(4);
      assertThat(left.document("d".repeat(40_000))).isEmpty();
      assertThat(left.document("c")).contains(DOCUMENTS.get(2));
      assertThat(ids(left.find("the moon", 9)))
          .containsExactlyInAnyOrder("../../etc/passwd", "c", "e");
      double moon = Math.log(1 + 3.5 / 1.5); // of four documents one has it
      double comet = Math.log(1 + 4.5 / 0.5); // and none this, any more
      assertThat(left.find("moon comet", 1).getFirst().coverage().covered())
          .isCloseTo(moon / (moon + comet), within(1e-6));
    }
  }

  @Test
  void whatIsLeftKeepsItsOrder(@TempDir Path other) {
    List<Document> twins = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      twins.add(Document.of("t" + i, "the boat and the captain and the crew"));
    }
    TokenizedCorpus of = TokenizedCorpus.of(base, Corpus.of(twins), LearningOptions.topics());
    Path m = other.resolve("m");
    model().save(m, TextIndex.writer(Corpus.of(twins), of));
    for (int i = 0; i < 20; i += 2) { // one by one, so that there are segments to be merged
      TopicModel.load(m).replace(m, TextIndex.without(Set.of("t" + i)));
    }
    try (TextIndex left = TextIndex.open(m)) {
      assertThat(ids(left.find("boat", 20)))
          .containsExactlyElementsOf(
              IntStream.range(0, 10).mapToObj(i -> "t" + (2 * i + 1)).toList());
    }
  }

  @Test
  void everyTextCanBeRemoved(@TempDir Path other) throws IOException {
    Path m = other.resolve("m");
    TopicModel.load(place).save(m);
    Set<String> all = DOCUMENTS.stream().map(Document::id).collect(toSet());
    TopicModel.load(m).replace(m, TextIndex.without(all));
    assertThat(bytes(m.resolve("index"))).doesNotContain("comet", "captain", "bread");
    try (TextIndex left = TextIndex.open(m)) {
      assertThat(left.size()).isZero();
      assertThat(left.find("moon", 3)).isEmpty();
    }
  }

  @Test
  void aTextOfTheSameIdIsReplaced(@TempDir Path other) throws IOException {
    Path m = other.resolve("m");
    TopicModel.load(place).save(m);
    List<Document> fresh = List.of(Document.of("c", "a whale was seen"));
    AddResult added =
        new AddResult(
            model(),
            List.of(SampleModel.document("c", 1, 1, 2)),
            Set.of("c"),
            1,
            List.of(),
            Corpus.of(fresh).forEach(document -> {}),
            0);
    TopicModel.load(m).replace(m, TextIndex.writer(Corpus.of(fresh), added));
    assertThat(bytes(m.resolve("index"))).contains("whale").doesNotContain("captain");
    try (TextIndex left = TextIndex.open(m)) {
      assertThat(left.size()).isEqualTo(5);
      assertThat(left.document("c")).contains(fresh.getFirst());
      assertThat(ids(left.find("captain", 5))).isEmpty();
    }
  }

  @Test
  void aReplacementThatFailsLeavesEveryText(@TempDir Path other) {
    Path m = other.resolve("m");
    TopicModel.load(place).save(m);
    TopicModel loaded = TopicModel.load(m);
    AtomicDirectory.Part failing =
        folder -> {
          throw new IOException("disk full");
        };
    assertThatThrownBy(() -> loaded.replace(m, TextIndex.without(Set.of("c")), failing))
        .isInstanceOf(TopicLoraException.Storage.class);
    try (TextIndex kept = TextIndex.open(m)) {
      assertThat(kept.document("c")).isPresent();
      assertThat(kept.size()).isEqualTo(5);
    }
  }

  @Test
  void aModelWithoutTextsHasNoneToRemove(@TempDir Path other) {
    model().save(other.resolve("m"));
    TopicModel.load(other.resolve("m")).replace(other.resolve("m"), TextIndex.without(Set.of("a")));
    assertThat(TextIndex.existsIn(other.resolve("m"))).isFalse();
  }

  /** Of all files, as characters of one byte. */
  private static String bytes(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        all.append(new String(Files.readAllBytes(file), ISO_8859_1));
      }
    }
    return all.toString();
  }

  private static AddResult added(List<Document> documents) {
    CorpusSummary reading = Corpus.of(documents).forEach(document -> {});
    return new AddResult(
        model(), List.of(SampleModel.document("new", 1, 1, 2)), Set.of(), 1, List.of(), reading, 0);
  }

  @Test
  void theModelBesideTheTextsIsReadAsBefore() {
    assertThat(TopicModel.load(place).documents()).hasSize(1);
  }

  private static TopicModel model() {
    DocumentVector any = SampleModel.document("a", 1, 1, 2);
    return SampleModel.of(List.of(any));
  }

  private static List<String> ids(List<SearchHit> found) {
    return found.stream().map(one -> one.document().id()).toList();
  }

  private static Map<String, String> metadata() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("year", "1999");
    fields.put("author", "\u2603 \"quoted\"");
    fields.put("", "no name");
    return fields;
  }
}
