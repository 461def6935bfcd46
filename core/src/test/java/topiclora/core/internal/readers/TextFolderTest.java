package topiclora.core.internal.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.corpus.Corpus;
import topiclora.corpus.CorpusSummary;
import topiclora.corpus.CorpusTest;
import topiclora.corpus.Document;
import topiclora.corpus.Reason;
import topiclora.corpus.Remark;
import topiclora.lm.TopicLoraException.BadCorpus;

final class TextFolderTest {
  @TempDir Path folder;

  @Test
  void textsAreFoundBelowInTheOrderOfTheirPaths() throws IOException {
    write("b/two.MD", "two");
    write("a.txt", "\ufeffone\r\nline");
    write("b/c/three.txt", "three");
    write("b/picture.png", "no text");
    write(".git/hidden.txt", "hidden");
    write("b/.hidden.md", "hidden");
    assertThat(CorpusTest.read(Corpus.open(folder)))
        .containsExactly(
            Document.of("a.txt", "one\nline"),
            Document.of("b/c/three.txt", "three"),
            Document.of("b/two.MD", "two"));
  }

  @Test
  void filesThatAreNotUtf8OrEmptyAreSkippedByName() throws IOException {
    Files.write(folder.resolve("latin.txt"), new byte[] {'c', 'a', 'f', (byte) 0xe9});
    write("empty.md", "");
    write("good.txt", "good");
    assertThat(Corpus.open(folder).forEach(document -> {}).remarks())
        .containsExactly(
            new Remark(Reason.EMPTY, 1, List.of("empty.md")),
            new Remark(Reason.NOT_UTF8, 1, List.of("latin.txt")));
  }

  @Test
  void aHugeFileIsReadOnlyAsFarAsItCounts() throws IOException {
    write("huge.txt", "word ".repeat(2_000_000));
    CorpusSummary reading =
        Corpus.open(folder)
            .forEach(document -> assertThat(document.text()).hasSize(Corpus.LONGEST_TEXT));
    assertThat(reading.remarks()).containsExactly(new Remark(Reason.CUT, 1, List.of("huge.txt")));
  }

  @Test
  void aFolderWithoutTextsIsNoCorpus() {
    assertThatThrownBy(() -> Corpus.open(folder).forEach(document -> {}))
        .isInstanceOf(BadCorpus.class)
        .hasMessageContaining("has no .txt and no .md");
  }

  private void write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
