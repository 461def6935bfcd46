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
    CliRun run = export("--ids", "north,south", "--to", "peft");
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
    CliRun run = export("--ids", "east", "--to", "peft", "--scale", "2", "--components");
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
    CliRun run = export("--query", "south AND (", "-k", "1", "--to", "PEFT", "--json");
    assertThat(run.err()).isEmpty();
    JsonNode json = new JsonMapper().readTree(run.out());
    assertThat(json.path("documents")).hasSize(1);
    assertThat(json.path("documents").get(0).path("id").asText()).isEqualTo("south");
    assertThat(json.path("documents").get(0).path("score").asDouble()).isPositive();
    assertThat(json.path("to").asText()).isEqualTo("peft");
    assertThat(json.path("scale").asDouble()).isEqualTo(1);
    assertThat(Path.of(json.path("output").asText())).isEqualTo(output).isDirectory();
  }

  @Test
  void anIdWithACommaIsNamedByItselfAndEachDocumentCountsOnce() throws IOException {
    CliRun run =
        export("--ids", "south,north,south", "--ids", ATinyModel.SLY, "--to", "peft", "--json");
    assertThat(run.err()).isEmpty();
    assertThat(new JsonMapper().readTree(run.out()).path("documents").findValuesAsText("id"))
        .containsExactly("south", "north", ATinyModel.SLY);
  }

  @Test
  void hostileIdsAreShownSafelyAndNameNoFile() {
    CliRun run = export("--ids", ATinyModel.SLY, "--to", "peft");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).doesNotContain("\u001b").contains("sly\\u001b[2J");
  }

  @Test
  void documentsAreNamedOrFoundAndNeverBoth() {
    assertMistake(export("--to", "peft"), "--ids", "--query");
    assertMistake(export("--ids", "north", "--query", "north", "--to", "peft"), "--query");
    assertMistake(export("--ids", "north"), "--to");
    assertMistake(export("--ids", "north", "--to", "onnx"), "--to");
  }

  @Test
  void aSearchKeepsToTheDocumentsOfACondition() throws IOException {
    CliRun run = export("--query", "wind", "--where", "title=The east", "--to", "peft", "--json");
    assertThat(run.err()).isEmpty();
    JsonNode json = new JsonMapper().readTree(run.out());
    assertThat(json.path("documents").findValuesAsText("id")).containsExactly("east");
    Path other = folder.resolve("other");
    output = other;
    assertMistake(
        export("--query", "wind", "--where", "year=1", "--to", "peft"),
        "no document has a field 'year'; there are title");
    assertMistake(
        export("--ids", "east", "--where", "title=The east", "--to", "peft"),
        "--where narrows a search");
  }

  @Test
  void mistakesAreSaidInOneLineAndNothingIsWritten() {
    assertMistake(export("--ids", "north,west", "--to", "peft"), "no document 'west'");
    assertMistake(export("--ids", "north", "--to", "peft", "--scale", "NaN"), "scale is NaN");
    assertMistake(export("--query", "north", "-k", "0", "--to", "peft"), "-k is 0");
  }

  @Test
  void aQueryThatFindsNothingFails() {
    assertFailure(export("--query", "elephants", "--to", "peft"), "is about 'elephants'");
  }

  @Test
  void aModelWithoutTextsAnswersNoQueryButNamedDocumentsAreThere() throws IOException {
    AtomicDirectory.remove(model.resolve("index"));
    assertFailure(export("--query", "north", "--to", "peft"), "keeps no texts");
    assertThat(export("--ids", "north", "--to", "peft").exit()).isZero();
  }

  @Test
  void anOutputThatExistsIsLeftAlone() throws IOException {
    Files.writeString(Files.createDirectory(output).resolve("x"), "mine");
    CliRun run = export("--ids", "north", "--to", "peft");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).hasLineCount(1).contains(output + " is there already");
    assertThat(output.resolve("x")).hasContent("mine");
  }

  @Test
  void ggufWantsTheBaseAndPeftDoesNot() {
    String none = folder.resolve("none.gguf").toString();
    assertFailure(
        export("--ids", "north", "--to", "gguf", "--base", none), "no base model " + none);
    assertFailure(
        export("--query", "north", "--retriever", "vector", "--to", "peft", "--base", none),
        "no base model " + none);
    assertThat(export("--ids", "north", "--to", "peft", "--base", none).exit()).isZero();
  }

  private CliRun export(String... options) {
    List<String> args = new ArrayList<>(List.of("export", model.toString()));
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
