package topiclora.bench.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.bench.setup.LabelledSubjects;
import topiclora.corpus.Document;

final class LongDocumentsTest {
  @Test
  void longDocumentsAreMadeOfWholeTexts(@TempDir Path folder) throws IOException {
    Path corpus = LabelledSubjects.write(folder);
    List<Document> joined = LongDocuments.of(corpus, 20, 2);
    assertThat(joined).hasSize(2);
    String first = LabelledSubjects.documents().getFirst().text();
    assertThat(joined.getFirst().text()).startsWith(first + "\n\n");
    assertThat(LongDocuments.words(joined.getFirst().text())).hasSizeGreaterThanOrEqualTo(20);
    assertThat(LongDocuments.of(corpus, 100_000, 2)).isEmpty();
  }
}
