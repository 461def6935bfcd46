package topiclora.core.internal.readers;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import topiclora.corpus.Corpus;
import topiclora.corpus.CorpusSummary;
import topiclora.corpus.CorpusTest;
import topiclora.corpus.Document;
import topiclora.corpus.Reason;
import topiclora.corpus.Remark;
import topiclora.lm.TopicLoraException.BadCorpus;

final class JsonLinesTest {
  @TempDir Path folder;

  @Test
  void everyFieldFindsItsPlace() throws IOException {
    List<Document> documents =
        read(
            """
            {"id":"a","title":"T","label":"L","text":"Über 😀\\n","z":1.10,"y":true,"x":[1,"b"],"w":null}
            """);
    Document document = documents.getFirst();
    assertThat(document.id()).isEqualTo("a");
    assertThat(document.title()).isEqualTo("T");
    assertThat(document.label()).isEqualTo("L");
    assertThat(document.text()).isEqualTo("Über 😀\n");
    assertThat(document.metadata())
        .containsExactly(entry("z", "1.10"), entry("y", "true"), entry("x", "[1,\"b\"]"));
  }

  @Test
  void aLineWithoutIdIsCalledByItsNumberAndANumberIsText() throws IOException {
    assertThat(read("\n{\"text\":\"one\"}\n{\"text\":2,\"id\":7,\"title\":\" \"}"))
        .containsExactly(Document.of("2", "one"), Document.of("7", "2"));
  }

  @Test
  void byteOrderMarkAndCarriageReturnsAreNoPartOfTheDocuments() throws IOException {
    assertThat(read("\ufeff{\"text\":\"one\"}\r\n\r\n{\"text\":\"two\"}\r\n"))
        .containsExactly(Document.of("1", "one"), Document.of("3", "two"));
  }

  @Test
  void aLineThatIsNotUtf8AndATextOfNullAreSkipped() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("{\"text\":\"one\"}\n".getBytes(UTF_8));
    bytes.writeBytes(new byte[] {'{', '"', (byte) 0xe9, '"', '}', '\n'});
    bytes.writeBytes("{\"text\":null}\n".getBytes(UTF_8));
    Path file = Files.write(folder.resolve("mixed.jsonl"), bytes.toByteArray());
    assertThat(Corpus.open(file).forEach(document -> {}).remarks())
        .containsExactly(
            new Remark(Reason.EMPTY, 1, List.of("mixed.jsonl:3")),
            new Remark(Reason.NOT_UTF8, 1, List.of("mixed.jsonl:2")));
  }

  @Test
  void aTextOfTenMegabytesIsReadUpToTheLimit() throws IOException {
    Path file = write("{\"text\":\"" + "word ".repeat(2_000_000) + "\"}\n{\"text\":\"two\"}\n");
    CorpusSummary reading = Corpus.open(file).forEach(document -> {});
    assertThat(reading.documents()).isEqualTo(2);
    assertThat(reading.remarks())
        .containsExactly(new Remark(Reason.CUT, 1, List.of("corpus.jsonl:1")));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      delimiter = ';',
      value = {
        "{\"text\":;                     corpus.jsonl:2: not JSON",
        "{\"text\":\"a\"} {};            corpus.jsonl:2: not JSON",
        "{\"text\":\"a\",\"text\":\"b\"};corpus.jsonl:2: not JSON: Duplicate",
        "[1,2];                          corpus.jsonl:2: a JSON array",
        "\"text\";                       corpus.jsonl:2: a JSON string",
        "{\"id\":\"a\",\"body\":\"b\"};  |corpus.jsonl:2: no \"text\"; the fields are \"id,"
            + " body\"|",
        "{\"text\":{\"en\":\"b\"}};      |corpus.jsonl:2: \"text\" is no string|"
      })
  void aBadLineIsOneClearLineWithItsNumber(String line, String message) {
    assertThatThrownBy(() -> read("{\"text\":\"fine\"}\n" + line + "\n"))
        .isInstanceOf(BadCorpus.class)
        .hasMessageStartingWith(message)
        .message()
        .hasLineCount(1);
  }

  @Test
  void anArrayOfDocumentsAndUtf16AreRecognised() {
    assertThatThrownBy(() -> read("[\n{\"text\":\"a\"}]"))
        .hasMessageContaining("a JSON array, wanted JSON lines");
    assertThatThrownBy(
            () -> {
              Path file = folder.resolve("wide.jsonl");
              Files.writeString(file, "{}", UTF_16);
              Corpus.open(file).forEach(document -> {});
            })
        .hasMessageContaining("UTF-16");
  }

  private List<Document> read(String content) throws IOException {
    return CorpusTest.read(Corpus.open(write(content)));
  }

  private Path write(String content) throws IOException {
    return Files.writeString(folder.resolve("corpus.jsonl"), content);
  }
}
