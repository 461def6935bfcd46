package topiclora.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.lm.TopicLoraException.BadCorpus;

public final class CorpusTest {
  @TempDir Path folder;

  @Test
  void theSameCorpusIsReadTwice() {
    Corpus corpus = Corpus.of(List.of(Document.of("a", "one"), Document.of("b", "two")));
    assertThat(read(corpus)).isEqualTo(read(corpus)).hasSize(2);
    assertThat(corpus.forEach(document -> {}).sha256())
        .isEqualTo(corpus.forEach(document -> {}).sha256());
  }

  @Test
  void theHashSeesEveryFieldAndWhereItEnds() {
    Document plain = Document.of("a", "one");
    List<Document> others =
        List.of(
            Document.of("aon", "e"),
            new Document("a", "T", "one", null, Map.of()),
            new Document("a", null, "one", "T", Map.of()),
            new Document("a", null, "one", null, Map.of("T", "")));
    List<String> hashes = new ArrayList<>(List.of(hash(plain)));
    others.forEach(other -> hashes.add(hash(other)));
    assertThat(hashes).doesNotHaveDuplicates().allMatch(hash -> hash.matches("[0-9a-f]{64}"));
  }

  @Test
  void shortAndEmptyTextsAreCountedAndNamed() {
    Corpus corpus =
        Corpus.of(
                List.of(
                    Document.of("a", " \n"),
                    Document.of("b", "  four "),
                    Document.of("c", "fives"),
                    Document.of("d", "")))
            .withMinimum(5);
    CorpusSummary reading = corpus.forEach(document -> assertThat(document.id()).isEqualTo("c"));
    assertThat(reading.documents()).isEqualTo(1);
    assertThat(reading.skipped()).isEqualTo(3);
    assertThat(reading.remarks())
        .containsExactly(
            new Remark(Reason.EMPTY, 2, List.of("document:1", "document:4")),
            new Remark(Reason.TOO_SHORT, 1, List.of("document:2")));
    assertThat(reading.remarks().getFirst()).hasToString("2 empty: document:1, document:4");
  }

  @Test
  void onlyTheFirstFewOfManyAreNamed() {
    List<Document> documents = new ArrayList<>(List.of(Document.of("full", "text")));
    for (int i = 0; i < 40; i++) {
      documents.add(Document.of("empty" + i, ""));
    }
    Remark remark = Corpus.of(documents).forEach(document -> {}).remarks().getFirst();
    assertThat(remark.count()).isEqualTo(40);
    assertThat(remark.first()).hasSize(5);
    assertThat(remark).asString().startsWith("40 empty: document:2, ").endsWith(", ...");
  }

  @Test
  void aTextBeyondTheLimitIsCutBetweenCharactersAndRemarkedOn() {
    String text = "x".repeat(Corpus.LONGEST_TEXT - 1) + "😀" + "y".repeat(10_000_000);
    CorpusSummary reading =
        Corpus.of(List.of(Document.of("long", text)))
            .forEach(document -> assertThat(document.text()).hasSize(Corpus.LONGEST_TEXT - 1));
    assertThat(reading.skipped()).isZero();
    assertThat(reading.remarks()).containsExactly(new Remark(Reason.CUT, 1, List.of("document:1")));
  }

  @Test
  void aTextWithHalfACharacterIsNoUnicode() {
    CorpusSummary reading =
        Corpus.of(List.of(Document.of("a", "broken \ud83d"), Document.of("b", "whole 😀")))
            .forEach(document -> assertThat(document.id()).isEqualTo("b"));
    assertThat(reading.remarks().getFirst().reason()).isEqualTo(Reason.NOT_UTF8);
  }

  @Test
  void lineEndsAreThoseOfUnix() {
    assertThat(read(Corpus.of(List.of(Document.of("a", "one\r\ntwo\n")))))
        .first()
        .extracting(Document::text)
        .isEqualTo("one\ntwo\n");
  }

  @Test
  void anIdThatComesTwiceStopsTheReadingAndNamesBothLines() {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      documents.add(Document.of("id" + i, "text"));
    }
    assertThat(Corpus.of(documents).forEach(document -> {}).documents()).isEqualTo(5000);
    documents.add(Document.of("id7", "text"));
    assertThatThrownBy(() -> Corpus.of(documents).forEach(document -> {}))
        .isInstanceOf(BadCorpus.class)
        .hasMessage("document:5001: id \"id7\" stands in line 8 too; ids are unique");
  }

  @Test
  void aCorpusWithoutReadableDocumentsSaysWhatWasThereInstead() {
    assertThatThrownBy(() -> Corpus.of(List.of(Document.of("a", " "))).forEach(document -> {}))
        .isInstanceOf(BadCorpus.class)
        .hasMessageContaining("no readable document")
        .hasMessageContaining("1 empty: document:1");
  }

  @Test
  void aFormatThatAProgramAddsIsReadByTheSameRules() throws IOException {
    Path file = folder.resolve("a.paragraphs");
    Files.writeString(file, "one\n# a remark\n\ntwo\n");
    List<Document> documents = new ArrayList<>();
    CorpusSummary summary = Corpus.open(file).forEach(documents::add);
    assertThat(documents).containsExactly(Document.of("p1", "one"), Document.of("p4", "two"));
    assertThat(summary.remarks())
        .containsExactly(new Remark(Reason.EMPTY, 2, List.of("a.paragraphs:2", "a.paragraphs:3")));
    Files.writeString(file, "one\n!\n");
    assertThatThrownBy(() -> read(Corpus.open(file)))
        .isInstanceOf(BadCorpus.class)
        .hasMessage("a.paragraphs:2: a mark of exclamation");
  }

  @Test
  void aStreamIsAskedForAnewEachTimeAndClosed() {
    List<Document> documents = List.of(Document.of("a", "one"), Document.of("b", "two"));
    AtomicInteger closed = new AtomicInteger();
    Corpus corpus = Corpus.of(() -> documents.stream().onClose(closed::incrementAndGet));
    assertThat(read(corpus)).isEqualTo(documents);
    assertThat(corpus.forEach(document -> {}))
        .isEqualTo(Corpus.of(documents).forEach(document -> {}));
    assertThat(closed).hasValue(2);
  }

  @Test
  void severalThreadsReadTheSame() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int d = 0; d < 500; d++) {
      lines.add("{\"id\":\"d%d\",\"text\":\"%s\"}".formatted(d, "word ".repeat(d % 40 + 1)));
    }
    Corpus corpus = Corpus.open(Files.write(folder.resolve("c.jsonl"), lines));
    CorpusSummary once = corpus.forEach(document -> {});
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<CorpusSummary>> readings = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        readings.add(threads.submit(() -> corpus.forEach(document -> {})));
      }
      for (Future<CorpusSummary> reading : readings) {
        assertThat(reading.get()).isEqualTo(once);
      }
    }
  }

  @Test
  void whatIsNoCorpusIsRefusedWithWhatWouldBe() throws IOException {
    Path pdf = Files.createFile(folder.resolve("paper.pdf"));
    assertThatThrownBy(() -> Corpus.open(folder.resolve("nowhere.jsonl")))
        .isInstanceOf(BadCorpus.class)
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> Corpus.open(pdf))
        .isInstanceOf(BadCorpus.class)
        .hasMessageContaining(
            "wanted JSON lines (.jsonl), a table (.csv, .tsv), a folder of .txt and .md, paragraphs"
                + " (");
    assertThatThrownBy(() -> Corpus.open(folder).withMinimum(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  public static List<Document> read(Corpus corpus) {
    List<Document> documents = new ArrayList<>();
    corpus.forEach(documents::add);
    return documents;
  }

  private static String hash(Document document) {
    return Corpus.of(List.of(document)).forEach(unused -> {}).sha256();
  }
}
