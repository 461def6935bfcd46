package topiclora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;

/** A shared part for plugins from the front door, without vectors of the documents that teach. */
final class MetaTrainingTest {
  @TempDir Path folder;

  @Test
  void itIsFittedAndTakenByAnotherFitAndWhatWantsDocumentsSaysThatThereAreNone()
      throws IOException {
    String base = ATinyBase.in(folder).toString();
    String teacher = folder.resolve("teacher").toString();
    String corpus = corpus("c.jsonl", "d", 6);
    CliRun fit =
        CliRun.of(
            "fit",
            corpus,
            "-o",
            teacher,
            "--base",
            base,
            "--preset",
            "plugins",
            "--no-vectors",
            "--layers",
            "0-1",
            "--rank",
            "2",
            "--threads",
            "1");
    assertThat(fit.exit()).as(fit.err()).isZero();
    assertThat(fit.out()).contains("Fitted 6 documents", "--from " + teacher);
    assertThat(folder.resolve("teacher/documents.jsonl")).isEmptyFile();
    assertThat(folder.resolve("teacher/index")).doesNotExist();

    String others = corpus("others.jsonl", "e", 2);
    for (CliRun run :
        List.of(
            CliRun.of("similar", teacher, "d1"),
            CliRun.of("ask", teacher, "who?", "--docs", "d1"),
            CliRun.of("plugin", teacher, "--docs", "d1", "-o", folder + "/p", "--format", "peft"),
            CliRun.of("add", teacher, others, "--base", base))) {
      assertThat(run.exit()).as(run.out()).isPositive();
      assertThat(run.err()).hasLineCount(1).contains("no document");
    }

    String knowing = folder.resolve("knowing").toString();
    CliRun from = CliRun.of("fit", others, "-o", knowing, "--base", base, "--from", teacher);
    assertThat(from.exit()).as(from.err()).isZero();
    assertThat(CliRun.of("vectors", knowing).out()).contains("e0", "e1");

    String few = folder.resolve("few").toString();
    CliRun kept =
        CliRun.of("fit", others, "-o", few, "--base", base, "--from", teacher, "--keep", "3");
    assertThat(kept.exit()).as(kept.err()).isZero();
    for (DocumentVector document : TopicModel.load(Path.of(few)).documents()) {
      assertThat(document.vector()).hasSize(12); // gate, up and down of two layers
      long zeros = IntStream.range(0, 12).filter(n -> document.vector()[n] == 0).count();
      assertThat(zeros).isEqualTo(9);
    }
  }

  @Test
  void topicsHaveVectors() throws IOException {
    CliRun run = CliRun.of("fit", corpus("c.jsonl", "d", 2), "-o", folder + "/m", "--no-vectors");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains("--no-vectors goes with --preset plugins");
  }

  private String corpus(String name, String prefix, int documents) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int d = 0; d < documents; d++) {
      String text = "the cab of dale faded in %d and a bad idea came back.".formatted(1900 + d);
      lines.add("{\"id\":\"%s%d\",\"text\":\"%s\"}".formatted(prefix, d, text));
    }
    return Files.write(folder.resolve(name), lines).toString();
  }
}
