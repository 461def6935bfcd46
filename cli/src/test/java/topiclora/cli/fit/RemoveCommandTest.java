package topiclora.cli.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.TopicLora;
import topiclora.TopicLoraModel;
import topiclora.cli.ATinyBase;
import topiclora.cli.CliRun;
import topiclora.lm.TopicLoraException.BadModel;

/** Documents that leave a model. */
final class RemoveCommandTest {
  @TempDir Path folder;
  private String base = "";
  private String model = "";

  @BeforeEach
  void fitAModel() throws IOException {
    base = ATinyBase.in(folder).toString();
    model = folder.resolve("m").toString();
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    for (int d = 0; d < 12; d++) {
      StringBuilder text = new StringBuilder("word").append((char) ('a' + d)).append("word ");
      for (int i = 0; i < 50; i++) {
        text.append((char) ('a' + 13 * (d % 2) + random.nextInt(13)));
      }
      lines.add("{\"id\":\"d%d\",\"text\":\"%s\"}".formatted(d, text));
    }
    String corpus = Files.write(folder.resolve("c.jsonl"), lines).toString();
    String options = " --rank 2 --window 8 --max-tokens 64 --epochs 1 --base " + base;
    CliRun fit = CliRun.of(("fit " + corpus + " -o " + model + options).split(" "));
    assertThat(fit.exit()).as(fit.err()).isZero();
  }

  @Test
  void whatIsRemovedIsFoundByNoCommandAndTheOthersStayAsTheyAre() throws IOException {
    List<JsonNode> before = vectors();
    assertThat(bytes()).contains("wordcword");
    CliRun run = CliRun.of("remove", model, "d2", "d5", "d2");
    assertThat(run)
        .isEqualTo(new CliRun(0, "Removed 2 documents; the model has 10.%n".formatted(), ""));

    List<JsonNode> after = vectors();
    assertThat(after).extracting(line -> line.path("id").asText()).doesNotContain("d2", "d5");
    before.removeIf(line -> List.of("d2", "d5").contains(line.path("id").asText()));
    assertThat(after)
        .extracting(line -> line.path("vector"))
        .isEqualTo(before.stream().map(line -> line.path("vector")).toList());
    assertThat(CliRun.of("similar", model, "d0", "-k", "20").out())
        .contains("d1")
        .doesNotContain("d2", "d5");
    for (String[] named :
        List.of(
            new String[] {"similar", model, "d2"},
            new String[] {"ask", model, "who?", "--ids", "d2"},
            new String[] {"export", model, "--ids", "d2", "-o", folder + "/p", "--to", "peft"})) {
      CliRun none = CliRun.of(named);
      assertThat(none.exit()).isEqualTo(2);
      assertThat(none.err()).hasLineCount(1).contains("no document 'd2'");
    }
    CliRun asked =
        CliRun.of(
            ("ask " + model + " wordcword -k 20 --max-new-tokens 1 --json --base " + base)
                .split(" "));
    assertThat(asked.exit()).as(asked.err()).isZero();
    assertThat(asked.out()).contains("\"documents\":[]");
    assertThat(bytes()).contains("wordbword").doesNotContain("wordcword");
  }

  @Test
  void programsAreToldWhatIsLeft() throws IOException {
    JsonNode json = new JsonMapper().readTree(CliRun.of("remove", model, "d1", "--json").out());
    assertThat(json.path("removed").asInt()).isEqualTo(1);
    assertThat(json.path("documents").asInt()).isEqualTo(11);
    assertThat(json.path("model").asText()).isEqualTo(model);
  }

  @Test
  void anIdThatIsNotThereIsAMistakeAndNothingIsRemoved() throws IOException {
    List<JsonNode> before = vectors();
    CliRun run = CliRun.of("remove", model, "d1", "west");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1).contains("no document 'west'");
    assertThat(vectors()).isEqualTo(before);
    assertThat(CliRun.of("remove", model).exit()).isEqualTo(2);
    assertThat(CliRun.of("remove", folder + "/none", "d1"))
        .matches(none -> none.exit() == 1 && none.err().contains("no model at"));
  }

  @Test
  void aModelThatAnotherProgramHasChangedIsNotWrittenOver() throws IOException {
    try (TopicLora lora = TopicLora.open();
        TopicLoraModel old = lora.load(Path.of(model))) {
      assertThat(CliRun.of("remove", model, "d1").exit()).isZero();
      assertThatThrownBy(() -> old.remove(List.of("d2")))
          .isInstanceOf(BadModel.class)
          .hasMessageContaining("was changed by another program since it was opened");
      assertThat(vectors()).hasSize(11);
      try (TopicLoraModel again = lora.load(Path.of(model))) {
        again.remove(List.of("d2"));
        assertThat(again.remove(List.of("d3")).documents()).isEqualTo(9);
      }
    }
  }

  private List<JsonNode> vectors() throws IOException {
    List<JsonNode> vectors = new ArrayList<>();
    for (String line : CliRun.of("vectors", model, "--json").out().lines().toList()) {
      vectors.add(new JsonMapper().readTree(line));
    }
    return vectors;
  }

  /** All that lies in the model's folder, letter by letter. */
  private String bytes() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of(model))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}
