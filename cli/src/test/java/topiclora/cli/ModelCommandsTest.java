package topiclora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is asked of a model that is on the disk: vectors, similar, outliers, topics and evaluate.
 */
final class ModelCommandsTest {
  @TempDir Path folder;
  private String model = "";

  @BeforeEach
  void aModel() {
    model = ATinyModel.in(folder).toString();
  }

  @Test
  void vectorsAreALineOfJsonForEachDocumentInItsOrder() {
    CliRun run = CliRun.of("vectors", model, "--json");
    assertThat(run.err()).isEmpty();
    List<JsonNode> lines = run.out().lines().map(ModelCommandsTest::json).toList();
    assertThat(lines)
        .extracting(line -> line.path("id").asText())
        .containsExactly("north", "east", "south", ATinyModel.SLY);
    JsonNode first = lines.getFirst();
    assertThat(first.fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "title",
            "metadata",
            "vector",
            "norm",
            "outlierScore",
            "windows",
            "heldOutTokens",
            "ownNll",
            "sharedNll",
            "shuffledNll",
            "nllReduction");
    assertThat(first.path("vector").toString()).isEqualTo("[3.0,0.0]");
    assertThat(first.path("norm").asDouble()).isEqualTo(3);
    assertThat(first.path("nllReduction").asDouble()).isEqualTo(0.2);
  }

  @Test
  void anNllReductionThatWasNotMeasuredIsNullAndADash() {
    JsonNode south = json(CliRun.of("vectors", model, "--json").out().lines().toList().get(2));
    assertThat(south.path("nllReduction").isNull()).isTrue();
    assertThat(CliRun.of("vectors", model).out().lines())
        .anyMatch(l -> l.matches("south .* -  The south"));
  }

  @Test
  void idsAndTitlesCannotSteerTheTerminal() {
    assertThat(CliRun.of("vectors", model).out())
        .doesNotContain("\u001b")
        .contains("sly\\u001b[2J");
    assertThat(CliRun.of("similar", model, "north").out()).doesNotContain("\u001b").contains("sly");
    assertThat(CliRun.of("outliers", model).out()).doesNotContain("\u001b").contains("sly");
    assertThat(CliRun.of("similar", model, "no\u001b[2J").err()).doesNotContain("\u001b");
  }

  @Test
  void theNearestComeFirst() {
    JsonNode found = json(CliRun.of("similar", model, "north", "-k", "2", "--json").out());
    assertThat(found).hasSize(2);
    assertThat(found.get(0).toString())
        .startsWith("{\"id\":\"east\",\"title\":\"The east\",\"cosine\":0.894");
    assertThat(CliRun.of("similar", model, "north").out().lines().toList().get(1))
        .isEqualTo("  0.89  east            The east");
  }

  @Test
  void neighboursMayBeOfSomeDocumentsOnly() {
    JsonNode found =
        json(CliRun.of("similar", model, "north", "--where", "title=The south", "--json").out());
    assertThat(found.findValuesAsText("id")).containsExactly("south");
    CliRun run = CliRun.of("similar", model, "north", "--where", "label=x");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .hasLineCount(1)
        .contains("no document has a field 'label'; there are title");
  }

  @Test
  void theLongestForItsLengthIsTheFirstOutlier() {
    JsonNode found = json(CliRun.of("outliers", model, "-k", "1", "--json").out());
    assertThat(found).hasSize(1);
    assertThat(found.get(0).path("id").asText()).isEqualTo(ATinyModel.SLY);
    assertThat(found.get(0).path("norm").asDouble()).isEqualTo(9);
    assertThat(found.get(0).path("outlierScore").asDouble()).isPositive();
  }

  @Test
  void anOutlierIsExplained() {
    JsonNode odd = json(CliRun.of("outliers", model, "-k", "1", "--json").out()).get(0);
    assertThat(odd.fieldNames())
        .toIterable()
        .containsExactly(
            "id",
            "title",
            "outlierScore",
            "norm",
            "windows",
            "meanDistance",
            "nllReduction",
            "nearest",
            "dominantTopics");
    assertThat(odd.path("nearest").get(0).path("id").asText()).isEqualTo("north");
    assertThat(odd.path("dominantTopics")).isEmpty(); // it has only what others have less of
    JsonNode north = json(CliRun.of("outliers", model, "-k", "4", "--json").out()).get(1);
    assertThat(north.path("dominantTopics").get(0).path("share").asDouble()).isGreaterThan(0.5);
    assertThat(north.path("dominantTopics").get(0).path("terms").get(0).asText()).isEqualTo("cold");
  }

  @Test
  void reasonsAreThereForAPersonToo() {
    String out = CliRun.of("outliers", model, "-k", "1", "--explain").out();
    assertThat(out)
        .doesNotContain("\u001b")
        .contains("|x| 9.00, distance 9.89", "nearest: The north");
  }

  @Test
  void duplicatesAreFoundByTheirWording() {
    JsonNode found =
        json(CliRun.of("similar", model, "--duplicates", "--min-overlap", "0.6", "--json").out());
    assertThat(found).extracting(pair -> pair.path("overlap").asDouble()).containsOnly(1.0);
    assertThat(found.get(0).toString())
        .startsWith(
            "{\"first\":{\"id\":\"north\",\"title\":\"The north\"},\"second\":{\"id\":\"east\"");
    assertThat(CliRun.of("similar", model, "--duplicates").out())
        .doesNotContain("\u001b")
        .contains("1.00    0.89  north  east");
    assertThat(CliRun.of("similar", model, "--duplicates", "--min-overlap", "2"))
        .matches(run -> run.exit() == 2 && run.err().contains("the overlap is 2.0"));
    assertThat(CliRun.of("similar", model, "north", "--duplicates"))
        .matches(run -> run.exit() == 2 && run.err().contains("like what?"));
  }

  @Test
  void oneThingIsLookedForAtATime() throws IOException {
    String file = Files.writeString(folder.resolve("blank.txt"), " \n").toString();
    assertThat(CliRun.of("similar", model))
        .matches(run -> run.exit() == 2 && run.err().contains("like what?"));
    assertThat(CliRun.of("similar", model, "north", "--text", "a"))
        .matches(run -> run.exit() == 2 && run.err().contains("like what?"));
    assertThat(CliRun.of("similar", model, "--file", file))
        .matches(run -> run.exit() == 2 && run.err().contains("the text is empty"));
    assertThat(CliRun.of("similar", model, "--file", file + ".none"))
        .matches(run -> run.exit() == 1 && run.err().contains("there is no " + file + ".none"));
    assertThat(CliRun.of("topics", model, "--query", " "))
        .matches(run -> run.exit() == 2 && run.err().contains("the query is empty"));
  }

  @Test
  void aNameWantsAnExample() {
    for (String name : List.of("Sea=", "Sea= ", "=a ferry")) {
      assertThat(CliRun.of("topics", model, "--name", name).exit()).isEqualTo(2);
    }
    assertThat(CliRun.of("topics", model, "--name", "Sea= ").err())
        .hasLineCount(1)
        .contains("a topic's name is 'Sea'", "wanted a name and a text");
  }

  @Test
  void anIdThatIsNotThereIsAMistake() {
    CliRun run = CliRun.of("similar", model, "west");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).hasLineCount(1).contains("no document 'west'");
  }

  @Test
  void countsStartAtOne() {
    for (CliRun run :
        List.of(
            CliRun.of("similar", model, "north", "-k", "0"),
            CliRun.of("outliers", model, "-k", "-1"),
            CliRun.of("topics", model, "--words", "0"),
            CliRun.of("topics", model, "--topics", "0"))) {
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err()).hasLineCount(1).contains("wanted at least 1");
    }
  }

  @Test
  void aFolderThatIsNoModelIsSaidInOneLine() {
    String none = folder.toString();
    for (CliRun run :
        List.of(
            CliRun.of("vectors", none),
            CliRun.of("topics", none),
            CliRun.of("similar", none, "a"),
            CliRun.of("outliers", none),
            CliRun.of("evaluate", none, "c.jsonl"))) {
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.err())
          .hasLineCount(1)
          .contains("no model at " + none, "wanted a folder with model.json");
    }
  }

  @Test
  void aMissingBaseOrCorpusFailsInOneLine() {
    String none = folder.resolve("none.gguf").toString();
    assertThat(CliRun.of("topics", model, "--base", none))
        .matches(run -> run.exit() == 1 && run.err().contains("no base model " + none))
        .matches(run -> run.err().lines().count() == 1);
    assertThat(CliRun.of("evaluate", model, folder.resolve("none.jsonl").toString()))
        .matches(run -> run.exit() == 1 && run.err().contains("no corpus at"))
        .matches(run -> run.err().lines().count() == 1);
    assertThat(CliRun.of("evaluate", model, "c.jsonl", "--document-vectors", "mine"))
        .matches(run -> run.exit() == 2 && run.err().contains("--document-vectors"));
  }

  private static JsonNode json(String text) {
    try {
      return new JsonMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
