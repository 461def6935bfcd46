package topiclora.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.cli.ATinyModel;
import topiclora.cli.CliRun;
import topiclora.lm.internal.io.AtomicDirectory;

final class ExportCommandTest {
  @TempDir Path folder;
  private Path model = Path.of("");
  private Path output = Path.of("");

  @BeforeEach
  void aModel() {
    model = ATinyModel.in(folder);
    output = folder.resolve("out");
  }

  @Test
  void namedDocumentsBecomeAnAdapter() {
    CliRun run = plugin("--docs", "north,south", "--format", "peft");
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().toList())
        .containsExactly(
            "score  id     title",
            "    -  north  The north",
            "    -  south  The south",
            "",
            "The adapter is in " + output + ".");
    assertThat(output.resolve("adapter_config.json")).isRegularFile();
    assertThat(output.resolve("adapter_model.safetensors")).isRegularFile();
  }

  @Test
  void aModelIsTakenApartIntoComponents() throws IOException {
    CliRun run = plugin("--docs", "east", "--format", "peft", "--gain", "2", "--components");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).endsWith("The adapters and scales.json are in " + output + ".\n");
    for (String adapter : List.of("shared", "component-01", "component-02")) {
      assertThat(output.resolve(adapter).resolve("adapter_model.safetensors")).isRegularFile();
    }
    JsonNode scales = new JsonMapper().readTree(output.resolve("scales.json").toFile());
    assertThat(scales.path("lora").findValuesAsText("scale")).containsExactly("1.0", "4.0", "2.0");
  }

  @Test
  void aQueryFindsTheDocuments() throws IOException {
    CliRun run = plugin("--query", "south AND (", "-k", "1", "--format", "PEFT", "--json");
    assertThat(run.err()).isEmpty();
    JsonNode json = new JsonMapper().readTree(run.out());
    assertThat(json.path("documents")).hasSize(1);
    assertThat(json.path("documents").get(0).path("id").asText()).isEqualTo("south");
    assertThat(json.path("documents").get(0).path("score").asDouble()).isPositive();
    assertThat(json.path("format").asText()).isEqualTo("peft");
    assertThat(json.path("gain").asDouble()).isEqualTo(1);
    assertThat(Path.of(json.path("output").asText())).isEqualTo(output).isDirectory();
  }

  @Test
  void anIdWithACommaIsNamedByItselfAndEachDocumentCountsOnce() throws IOException {
    CliRun run =
        plugin(
            "--docs", "south,north,south", "--docs", ATinyModel.SLY, "--format", "peft", "--json");
    assertThat(run.err()).isEmpty();
    assertThat(new JsonMapper().readTree(run.out()).path("documents").findValuesAsText("id"))
        .containsExactly("south", "north", ATinyModel.SLY);
  }

  @Test
  void hostileIdsAreShownSafelyAndNameNoFile() {
    CliRun run = plugin("--docs", ATinyModel.SLY, "--format", "peft");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).doesNotContain("\u001b").contains("sly\\u001b[2J");
  }

  @Test
  void documentsAreNamedOrFoundAndNeverBoth() {
    assertMistake(plugin("--format", "peft"), "--docs", "--query");
    assertMistake(plugin("--docs", "north", "--query", "north", "--format", "peft"), "--query");
    assertMistake(plugin("--docs", "north"), "--format");
    assertMistake(plugin("--docs", "north", "--format", "onnx"), "--format");
  }

  @Test
  void aSearchKeepsToTheDocumentsOfACondition() throws IOException {
    CliRun run =
        plugin("--query", "wind", "--where", "title=The east", "--format", "peft", "--json");
    assertThat(run.err()).isEmpty();
    JsonNode json = new JsonMapper().readTree(run.out());
    assertThat(json.path("documents").findValuesAsText("id")).containsExactly("east");
    Path other = folder.resolve("other");
    output = other;
    assertMistake(
        plugin("--query", "wind", "--where", "year=1", "--format", "peft"),
        "no document has a field 'year'; there are title");
    assertMistake(
        plugin("--docs", "east", "--where", "title=The east", "--format", "peft"),
        "--where narrows a search");
  }

  @Test
  void mistakesAreSaidInOneLineAndNothingIsWritten() {
    assertMistake(plugin("--docs", "north,west", "--format", "peft"), "no document 'west'");
    assertMistake(plugin("--docs", "north", "--format", "peft", "--gain", "NaN"), "gain is NaN");
    assertMistake(plugin("--query", "north", "-k", "0", "--format", "peft"), "-k is 0");
  }

  @Test
  void aQueryThatFindsNothingFails() {
    assertFailure(plugin("--query", "elephants", "--format", "peft"), "is about 'elephants'");
  }

  @Test
  void aModelWithoutTextsAnswersNoQueryButNamedDocumentsAreThere() throws IOException {
    AtomicDirectory.remove(model.resolve("index"));
    assertFailure(plugin("--query", "north", "--format", "peft"), "keeps no texts");
    assertThat(plugin("--docs", "north", "--format", "peft").exit()).isZero();
  }

  @Test
  void anOutputThatExistsIsLeftAlone() throws IOException {
    Files.writeString(Files.createDirectory(output).resolve("x"), "mine");
    CliRun run = plugin("--docs", "north", "--format", "peft");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).hasLineCount(1).contains(output + " is there already");
    assertThat(output.resolve("x")).hasContent("mine");
  }

  @Test
  void ggufWantsTheBaseAndPeftDoesNot() {
    String none = folder.resolve("none.gguf").toString();
    assertFailure(
        plugin("--docs", "north", "--format", "gguf", "--base", none), "no base model " + none);
    assertFailure(
        plugin("--query", "north", "--by", "x", "--format", "peft", "--base", none),
        "no base model " + none);
    assertThat(plugin("--docs", "north", "--format", "peft", "--base", none).exit()).isZero();
  }

  private CliRun plugin(String... options) {
    List<String> args = new ArrayList<>(List.of("plugin", model.toString()));
    args.addAll(List.of("-o", output.toString()));
    args.addAll(List.of(options));
    return CliRun.of(args.toArray(String[]::new));
  }

  private void assertMistake(CliRun run, String... parts) {
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(parts);
    assertThat(output).doesNotExist();
  }

  private void assertFailure(CliRun run, String part) {
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).hasLineCount(1).contains(part);
    assertThat(output).doesNotExist();
  }
}
