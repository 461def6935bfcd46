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

/** A shared adapter for plugins from the front door, without vectors of its own documents. */
final class SharedAdapterTest {
  @TempDir Path folder;

  @Test
  void itIsFittedAndTakenByAnotherFitAndWhatWantsDocumentsSaysThatThereAreNone()
      throws IOException {
    String base = ATinyBase.in(folder).toString();
    String meta = folder.resolve("meta").toString();
    String corpus = corpus("c.jsonl", "d", 6);
    CliRun fit =
        CliRun.of(
            "fit",
            corpus,
            "-o",
            meta,
            "--base",
            base,
            "--preset",
            "plugins",
            "--meta-train-only",
            "--layers",
            "0-1",
            "--rank",
            "2",
            "--threads",
            "1");
    assertThat(fit.exit()).as(fit.err()).isZero();
    assertThat(fit.out())
        .contains("Fitted a shared adapter to 6 documents in 0:", "--shared-from " + meta);
    assertThat(folder.resolve("meta/documents.jsonl")).isEmptyFile();
    assertThat(folder.resolve("meta/index")).doesNotExist();

    String others = corpus("others.jsonl", "e", 2);
    for (CliRun run :
        List.of(
            CliRun.of("vectors", meta),
            CliRun.of("similar", meta, "d1"),
            CliRun.of("ask", meta, "who?", "--ids", "d1"),
            CliRun.of("export", meta, "--ids", "d1", "-o", folder + "/p", "--to", "peft"),
            CliRun.of("add", meta, others, "--base", base))) {
      assertThat(run.exit()).as(run.out()).isPositive();
      assertThat(run.err()).hasLineCount(1).contains("no document");
    }

    String page = folder.resolve("page.html").toString();
    CliRun reported =
        CliRun.of("fit", others, "-o", folder + "/r", "--shared-from", meta, "--report", page);
    assertThat(reported.exit()).isEqualTo(2);
    assertThat(reported.err()).hasLineCount(1).contains("--report shows topics and a map");
    assertThat(folder.resolve("r.fit")).doesNotExist();

    String knowing = folder.resolve("knowing").toString();
    CliRun from = CliRun.of("fit", others, "-o", knowing, "--base", base, "--shared-from", meta);
    assertThat(from.exit()).as(from.err()).isZero();
    assertThat(CliRun.of("vectors", knowing).out()).contains("e0", "e1");

    String few = folder.resolve("few").toString();
    CliRun kept =
        CliRun.of(
            "fit", others, "-o", few, "--base", base, "--shared-from", meta, "--max-nonzero", "3");
    assertThat(kept.exit()).as(kept.err()).isZero();
    for (DocumentVector document : TopicModel.load(Path.of(few)).documents()) {
      assertThat(document.vector()).hasSize(12); // gate, up and down of two layers
      long zeros = IntStream.range(0, 12).filter(n -> document.vector()[n] == 0).count();
      assertThat(zeros).isEqualTo(9);
    }
  }

  @Test
  void topicsHaveVectors() throws IOException {
    CliRun run =
        CliRun.of("fit", corpus("c.jsonl", "d", 2), "-o", folder + "/m", "--meta-train-only");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains("--meta-train-only goes with --preset plugins");
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
