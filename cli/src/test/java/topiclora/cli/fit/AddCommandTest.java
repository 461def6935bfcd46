package topiclora.cli.fit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.cli.ATinyBase;
import topiclora.cli.CliRun;
import topiclora.cli.explore.ReportCommandTest;

/** A model that is fitted, and grows. */
final class AddCommandTest {
  @TempDir Path folder;
  @TempDir Path pages;
  private String base = "";
  private String model = "";

  @BeforeAll
  static void silence() {
    ReportCommandTest.silence();
  }

  @BeforeEach
  void fitAModel() throws IOException {
    base = ATinyBase.in(folder).toString();
    model = folder.resolve("m").toString();
    String old = corpus("old", 12, 1);
    CliRun fit =
        CliRun.of(
            "fit",
            old,
            "-o",
            model,
            "--base",
            base,
            "--rank",
            "2",
            "--window",
            "8",
            "--max-tokens",
            "64",
            "--epochs",
            "1",
            "--threads",
            "1",
            "--report",
            pages.resolve("page.html").toString());
    assertThat(fit.exit()).as(fit.err()).isZero();
  }

  @Test
  void theFitHasWrittenTheReportThatTheCommandWrites() throws IOException {
    Path again = pages.resolve("again.html");
    assertThat(CliRun.of("report", model, "-o", again.toString(), "--base", base).exit()).isZero();
    assertThat(pages.resolve("page.html")).hasSameTextualContentAs(again);
  }

  @Test
  void newDocumentsStandBehindTheOldOnes() throws IOException {
    List<String> before = vectors();
    CliRun run = add(corpus("new", 3, 2), "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode json = new JsonMapper().readTree(run.out());
    assertThat(json.path("added").asInt()).isEqualTo(3);
    assertThat(json.path("documents").asInt()).isEqualTo(15);
    assertThat(json.path("ownNll").isNumber()).isTrue();
    assertThat(json.path("model").asText()).isEqualTo(model);
    List<String> after = vectors();
    assertThat(after).hasSize(15);
    // Whether a document is an outlier depends on all of them; its vector does not.
    for (int d = 0; d < 12; d++) {
      assertThat(vector(after.get(d))).isEqualTo(vector(before.get(d)));
    }
    assertThat(new JsonMapper().readTree(after.get(14)).path("id").asText()).isEqualTo("new 2");
    assertThat(CliRun.of("similar", model, "new 1").exit()).isZero();
    assertThat(CliRun.of("evaluate", model, folder.resolve("new.jsonl").toString(), "--base", base))
        .matches(scored -> scored.exit() == 0);
    CliRun found =
        CliRun.of(
            "export",
            model,
            "--query",
            "onlynew",
            "-o",
            folder.resolve("p").toString(),
            "--to",
            "peft",
            "--json");
    assertThat(found.out()).contains("new ");
    assertThat(beside()).containsExactly("m", "new.jsonl", "old.jsonl", "p", "tiny-base");
  }

  @Test
  void anIdThatIsTakenIsRefusedAndTheModelStaysAsItIs() throws IOException {
    List<String> before = vectors();
    String old = folder.resolve("old.jsonl").toString();
    CliRun run = add(old);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1).contains("document 'old 0' is in the model already");
    assertThat(vectors()).isEqualTo(before);
    assertThat(beside()).containsExactly("m", "old.jsonl", "tiny-base");
  }

  @Test
  void documentsOfTheSameIdsAreReplacedWhereThatIsAskedFor() throws IOException {
    List<String> before = vectors();
    Path changed = folder.resolve("changed.jsonl");
    Files.writeString(changed, "{\"id\":\"old 3\",\"text\":\"%s\"}".formatted("mended ".repeat(9)));
    CliRun run = add(changed.toString(), "--replace", "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode json = new JsonMapper().readTree(run.out());
    assertThat(json.path("added").asInt()).isEqualTo(1);
    assertThat(json.path("replaced").asInt()).isEqualTo(1);
    assertThat(json.path("documents").asInt()).isEqualTo(12);
    assertThat(add(changed.toString(), "--replace").out())
        .startsWith("Added 1 documents, 1 of them replaced (")
        .contains(" windows) in ");
    List<String> after = vectors();
    assertThat(after).hasSize(12);
    assertThat(vectorsById(after)).doesNotContainEntry("old 3", vectorsById(before).get("old 3"));
    Map<String, String> others = vectorsById(before);
    others.remove("old 3");
    assertThat(vectorsById(after)).containsAllEntriesOf(others).containsKey("old 3");
  }

  private static Map<String, String> vectorsById(List<String> lines) throws IOException {
    Map<String, String> vectors = new LinkedHashMap<>();
    for (String line : lines) {
      vectors.put(new JsonMapper().readTree(line).path("id").asText(), vector(line));
    }
    return vectors;
  }

  @Test
  void whatIsNoModelOrNoCorpusIsSaidInOneLine() {
    String none = folder.resolve("none").toString();
    assertThat(CliRun.of("add", none, "c.jsonl"))
        .matches(run -> run.exit() == 1 && run.err().contains("no model at " + none))
        .matches(run -> run.err().lines().count() == 1);
    assertThat(add(none + ".jsonl"))
        .matches(run -> run.exit() == 1 && run.err().contains("no corpus at"))
        .matches(run -> run.err().lines().count() == 1);
    assertThat(add("c.jsonl", "--threads", "0"))
        .matches(run -> run.exit() == 2 && run.err().contains("--threads is 0"));
  }

  @Test
  void twoCannotAddAtOnce() throws IOException {
    try (FileChannel card =
            FileChannel.open(Path.of(model, "model.json"), StandardOpenOption.WRITE);
        var lock = card.lock()) {
      CliRun run = add(corpus("new", 3, 2));
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.err()).hasLineCount(1).contains("another topiclora changes " + model);
      assertThat(lock.isValid()).isTrue();
    }
  }

  private CliRun add(String corpus, String... options) {
    List<String> args = new ArrayList<>(List.of("add", model, corpus, "--base", base));
    args.addAll(List.of(options));
    return CliRun.of(args.toArray(String[]::new));
  }

  private List<String> vectors() {
    return CliRun.of("vectors", model, "--json").out().lines().toList();
  }

  private static String vector(String line) throws IOException {
    return new JsonMapper().readTree(line).path("vector").toString();
  }

  private List<String> beside() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Documents of letters, half of which are of the first half of the alphabet. */
  private String corpus(String name, int documents, long seed) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int d = 0; d < documents; d++) {
      StringBuilder text = new StringBuilder("only" + name + " ");
      for (int i = 0; i < 50; i++) {
        text.append((char) ('a' + 13 * (d % 2) + random.nextInt(13)));
      }
      lines.add("{\"id\":\"%s %d\",\"text\":\"%s\"}".formatted(name, d, text));
    }
    return Files.write(folder.resolve(name + ".jsonl"), lines).toString();
  }
}
