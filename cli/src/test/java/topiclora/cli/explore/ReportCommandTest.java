package topiclora.cli.explore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.LogManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import topiclora.cli.ATinyModel;
import topiclora.cli.CliRun;

/** clusters and report, without a base model. */
public final class ReportCommandTest {
  @TempDir Path folder;
  private String model = "";
  private Path place = Path.of("");

  @BeforeAll
  public static void silence() {
    LogManager.getLogManager().reset(); // as the program itself does
  }

  @BeforeEach
  void aModel() {
    model = ATinyModel.in(folder).toString();
    place = folder.resolve("out");
  }

  @Test
  void aPageIsWrittenWithTitlesAndTextsInIt() throws IOException {
    CliRun run = CliRun.of("report", model, "-o", place.toString(), "--words", "0");
    assertThat(run).isEqualTo(new CliRun(0, "", "wrote " + place + System.lineSeparator()));
    assertThat(Files.readString(place))
        .startsWith("<!doctype html>")
        .contains("\"title\":\"The north\"", "The wind of it.", "content=\"tiny.model\"")
        .doesNotContain("\u001b");
  }

  @Test
  void programsAreToldWhatWasWritten() throws IOException {
    CliRun run =
        CliRun.of(
            "report",
            model,
            "-o",
            place.toString(),
            "--words",
            "0",
            "--excerpt-chars",
            "0",
            "--json");
    assertThat(run.err()).isEmpty();
    JsonNode told = new JsonMapper().readTree(run.out());
    assertThat(told.path("output").asText()).isEqualTo(place.toString());
    assertThat(told.path("format").asText()).isEqualTo("html");
    assertThat(told.path("documents").asInt()).isEqualTo(4);
    assertThat(told.path("topics").asInt()).isEqualTo(2);
    assertThat(Files.readString(place)).doesNotContain("The wind of it.");
  }

  @Test
  void whatIsBehindThePageIsJsonOrTables() throws IOException {
    String[] json = {"report", model, "-o", place.toString(), "--words", "0", "--format", "json"};
    assertThat(CliRun.of(json).exit()).isZero();
    JsonNode report = new JsonMapper().readTree(place.toFile());
    assertThat(report.path("documents").get(3).path("id").asText()).isEqualTo(ATinyModel.SLY);
    Files.delete(place);
    String[] csv = {"report", model, "-o", place.toString(), "--words", "0", "--format", "csv"};
    assertThat(CliRun.of(csv).exit()).isZero();
    assertThat(place.resolve("documents.csv")).content().hasLineCount(5).startsWith("id,title,");
  }

  @ParameterizedTest
  @CsvSource({
    "--format, pdf, --format",
    "--group-by, shape, no document has a field 'shape'",
    "--clusters, 9, 9 clusters of 4 different vectors",
    "--clusters, -1, clusters is -1",
    "--excerpt-chars, -1, excerptChars -1"
  })
  void whatCannotBeReportedSoIsAMistake(String option, String value, String message) {
    CliRun run = CliRun.of("report", model, "-o", place.toString(), "--words", "0", option, value);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(message);
    assertThat(place).doesNotExist();
  }

  @Test
  void aFieldThatNobodyHasIsSaidBeforeAnyWordIsMade() {
    String none = folder.resolve("none.gguf").toString();
    String[] report = {
      "report", model, "-o", place.toString(), "--group-by", "shape", "--base", none
    };
    String[] topics = {"topics", model, "--group-by", "shape", "--base", none};
    for (CliRun run : List.of(CliRun.of(report), CliRun.of(topics))) {
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err()).contains("no document has a field 'shape'; there are title");
    }
  }

  @Test
  void clustersAreAllDocumentsInGroups() throws IOException {
    CliRun run = CliRun.of("clusters", model, "--clusters", "2", "--top-docs", "1", "--json");
    assertThat(run.err()).isEmpty();
    JsonNode found = new JsonMapper().readTree(run.out());
    assertThat(found.path("method").asText()).isEqualTo("kmeans");
    assertThat(found.path("clusters")).hasSize(2);
    JsonNode first = found.path("clusters").get(0);
    assertThat(first.fieldNames())
        .toIterable()
        .containsExactly("cluster", "size", "noisePoints", "dominantTopics", "documents");
    assertThat(first.path("documents")).hasSize(1);
    JsonNode documents = found.path("documents");
    assertThat(documents).hasSize(4);
    assertThat(documents.get(0).path("id").asText()).isEqualTo("north");
    assertThat(documents.get(0).path("cluster")).isEqualTo(documents.get(1).path("cluster"));
    assertThat(documents.get(0).path("cluster")).isNotEqualTo(documents.get(3).path("cluster"));
    assertThat(CliRun.of("clusters", model, "--clusters", "2", "--top-docs", "1", "--json"))
        .isEqualTo(run);
  }

  @Test
  void clustersForAPersonCannotSteerTheTerminal() {
    CliRun run = CliRun.of("clusters", model, "--clusters", "2");
    assertThat(run.out())
        .contains("The north", "sly\\u001b[2J", "silhouette")
        .doesNotContain("\u001b");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void aGroupingThatCannotBeIsAMistake() {
    assertThat(CliRun.of("clusters", model, "--method", "hdbscan", "--clusters", "3"))
        .matches(run -> run.exit() == 2 && run.err().contains("finds the number"));
    assertThat(CliRun.of("clusters", model, "--method", "ward"))
        .matches(run -> run.exit() == 2 && run.err().contains("--method"));
  }
}
