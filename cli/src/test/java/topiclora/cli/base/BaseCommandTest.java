package topiclora.cli.base;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.cli.CliRun;

final class BaseCommandTest {
  private static final String DEFAULT = "smollm2-135m-instruct";

  @TempDir Path cache;
  private Map<String, String> environment = Map.of();

  @BeforeEach
  void anEmptyCache() {
    environment = Map.of("XDG_CACHE_HOME", cache.toString());
  }

  @Test
  void anEmptyCacheIsAnEmptyListAndAHint() {
    assertThat(CliRun.in(environment, "base", "list", "--json"))
        .isEqualTo(new CliRun(0, "[]" + System.lineSeparator(), ""));
    CliRun run = CliRun.in(environment, "base", "list");
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("no base model in " + cache, "topiclora base pull");
  }

  @Test
  void modelsAreListedForPeopleAndForPrograms() throws IOException {
    Path model = cached(DEFAULT, "model.gguf");
    cached("hf--org--tiny", "config.json");
    cached("unfinished", "notes.txt");
    assertThat(CliRun.in(environment, "base", "list").out().lines())
        .satisfiesExactly(
            hub -> assertThat(hub).matches("hf:org/tiny {12} +4 B  .*hf--org--tiny"),
            gguf -> assertThat(gguf).matches(DEFAULT + " +4 B  .*model.gguf"));
    JsonNode json =
        new JsonMapper().readTree(CliRun.in(environment, "base", "list", "--json").out());
    assertThat(json).hasSize(2);
    assertThat(json.get(1).path("name").asText()).isEqualTo(DEFAULT);
    assertThat(json.get(1).path("path").asText()).isEqualTo(model.toString());
    assertThat(json.get(1).path("bytes").asLong()).isEqualTo(4);
  }

  @Test
  void pullPrintsWhereAModelLiesThatIsThereAlready() throws IOException {
    Path model = cached(DEFAULT, "model.gguf");
    assertThat(CliRun.in(environment, "base", "pull"))
        .isEqualTo(new CliRun(0, model + System.lineSeparator(), ""));
    assertThat(CliRun.in(environment, "base", "pull", "--json").out().strip())
        .isEqualTo("{\"name\":\"" + DEFAULT + "\",\"path\":\"" + model + "\"}");
  }

  @Test
  void namesThatNobodyKnowsOrThatLeadElsewhereAreAMistake() {
    assertThat(CliRun.in(environment, "base", "pull", "gpt").exit()).isEqualTo(2);
    assertThat(CliRun.in(environment, "base", "pull", "hf:../x").exit()).isEqualTo(2);
    assertThat(cache).isEmptyDirectory();
  }

  private Path cached(String folder, String file) throws IOException {
    Path place =
        Files.createDirectories(cache.resolve("topiclora").resolve("base").resolve(folder));
    Path path = Files.writeString(place.resolve(file), "GGUF");
    return path;
  }
}
