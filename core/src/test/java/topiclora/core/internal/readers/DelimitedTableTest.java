package topiclora.core.internal.readers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.corpus.Corpus;
import topiclora.corpus.CorpusSummary;
import topiclora.corpus.CorpusTest;
import topiclora.corpus.Document;
import topiclora.corpus.Reason;
import topiclora.corpus.Remark;
import topiclora.lm.TopicLoraException.BadCorpus;

final class DelimitedTableTest {
  @TempDir Path folder;

  @Test
  void quotesLineEndsAndTheByteOrderMarkAreThoseOfRfc4180() throws IOException {
    String csv =
        String.join(
            "\r\n",
            "\ufeffid,text,year,label",
            "a,\"one, \"\"two\"\"",
            "three\",0099,L",
            "",
            ",\"four\",,");
    assertThat(read("corpus.csv", csv, UTF_8))
        .containsExactly(
            new Document("a", null, "one, \"two\"\nthree", "L", Map.of("year", "0099")),
            new Document("5", null, "four", null, Map.of("year", "")));
  }

  @Test
  void tabsSeparateWhereTheNameSaysSo() throws IOException {
    assertThat(read("corpus.tsv", "id\ttext\na\tone, two\n", UTF_8))
        .containsExactly(Document.of("a", "one, two"));
  }

  @Test
  void aRowThatIsNotUtf8IsSkippedAndTheRestIsRead() throws IOException {
    Path file = folder.resolve("corpus.csv");
    Files.writeString(file, "text\ncafé\nplain\n", ISO_8859_1);
    CorpusSummary reading =
        Corpus.open(file).forEach(row -> assertThat(row.text()).isEqualTo("plain"));
    assertThat(reading.remarks())
        .containsExactly(new Remark(Reason.NOT_UTF8, 1, List.of("corpus.csv:2")));
  }

  @Test
  void errorsNameTheLineWhereTheRowBegins() {
    assertThatThrownBy(() -> read("corpus.csv", "id,text\na,\"x\ny\"\nb,c,d\n", UTF_8))
        .isInstanceOf(BadCorpus.class)
        .hasMessageStartingWith("corpus.csv:4: 3 values, the header has 2");
    assertThatThrownBy(() -> read("corpus.csv", "id,text\na,x\nb,\"open\n", UTF_8))
        .isInstanceOf(BadCorpus.class)
        .hasMessageContaining("not CSV: Missing closing quote")
        .message()
        .hasLineCount(1);
    assertThatThrownBy(() -> read("corpus.csv", "id,text\na,x\nb,y\na,z\n", UTF_8))
        .hasMessage("corpus.csv:4: id \"a\" stands in line 2 too; ids are unique");
  }

  @Test
  void aHeaderWithoutTextIsShown() {
    assertThatThrownBy(() -> read("corpus.csv", "id;text\na;x\n", UTF_8))
        .hasMessage("corpus.csv:1: no column \"text\"; the header is \"id;text\"");
    assertThatThrownBy(() -> read("corpus.csv", "text,id,text\na,b,c\n", UTF_8))
        .hasMessageContaining("a column twice");
    assertThatThrownBy(() -> read("corpus.csv", "", UTF_8))
        .hasMessageContaining("holds no readable document");
  }

  private List<Document> read(String name, String content, Charset charset) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content, charset);
    return CorpusTest.read(Corpus.open(file));
  }
}
