package topiclora.cli.explore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import topiclora.Json;
import topiclora.TopicResult;
import topiclora.TopicResult.GroupShare;
import topiclora.TopicResult.Merge;
import topiclora.TopicResult.TopDocument;

/** Topics as a person and a program are shown them. */
final class TopicLinesTest {
  private static final TopDocument NORTH = new TopDocument("north", "The north", null);
  private static final TopDocument EAST = new TopDocument("east", "The east", null);
  private static final TopDocument SLY = new TopDocument("a,sly\u001b[2J", null, null);

  private static final TopicResult FIRST =
      first("north, sly\u001b[2J", false, List.of(NORTH, EAST));
  private static final TopicResult SECOND = second(null, null);

  private static TopicResult first(String name, boolean named, List<TopDocument> documents) {
    return new TopicResult(
        0,
        0.7,
        name,
        named,
        List.of("north", "sly\u001b[2J", "mast", "sail"),
        List.of("wind", "gale"),
        documents,
        List.of(0),
        0.25,
        0.5,
        null,
        null,
        null);
  }

  private static TopicResult second(
      @Nullable Double queryShare, @Nullable List<GroupShare> groups) {
    return new TopicResult(
        1,
        0.3,
        "calm",
        false,
        List.of(),
        List.of("calm"),
        List.of(SLY),
        List.of(1, 2),
        Double.NaN,
        Double.NaN,
        new Merge(0, 1, 0.125),
        queryShare,
        groups);
  }

  @Test
  void termsComeBeforeTheModelsOwnWords() {
    List<String> lines = lines(List.of(FIRST, SECOND));
    assertThat(lines.get(0)).isEqualTo("   x0   70 %  north, sly\\u001b[2J, mast, sail");
    assertThat(lines.get(1)).isEqualTo("              logit lift: wind, gale");
    assertThat(lines.get(2)).isEqualTo("              The north | The east");
    assertThat(lines.get(3)).isEqualTo("  x1+   30 %  calm");
    assertThat(lines.get(4)).isEqualTo("              a,sly\\u001b[2J");
    assertThat(lines.getLast())
        .isEqualTo(
            "Coherence of the words (NPMI, -1 to 1, higher is better) 0.25 on average; diversity"
                + " 100 %.");
  }

  @Test
  void aNameThatWasGivenStandsFirst() {
    TopicResult named = first("Sea\u001b[2J", true, List.of(NORTH, EAST));
    List<String> lines = lines(List.of(named));
    assertThat(lines.get(0)).isEqualTo("   x0   70 %  Sea\\u001b[2J");
    assertThat(lines.get(1)).isEqualTo("              north, sly\\u001b[2J, mast, sail");
    assertThat(json(Json.of(named)).path("name").asText()).isEqualTo("Sea\u001b[2J");
  }

  @Test
  void representativeSentencesStandBelowTheirDocuments() {
    var hostile = new TopDocument("north", "The north", "Beware\u202e of\nthis.");
    assertThat(lines(List.of(first("north", false, List.of(hostile, EAST)))))
        .containsSubsequence(
            "              The north",
            "                \"Beware\\u202e of this.\"",
            "              The east");
  }

  @Test
  void jsonHasAllOfATopic() {
    JsonNode found = json(Json.of(List.of(FIRST, SECOND)));
    JsonNode first = found.get(0);
    assertThat(first.fieldNames())
        .toIterable()
        .containsExactly(
            "component",
            "share",
            "name",
            "named",
            "terms",
            "logitLiftWords",
            "documents",
            "components",
            "npmi",
            "cv",
            "merge");
    assertThat(first.path("documents").get(0).toString())
        .isEqualTo("{\"id\":\"north\",\"title\":\"The north\"}");
    assertThat(first.path("npmi").asDouble()).isEqualTo(0.25);
    assertThat(first.path("merge").isNull()).isTrue();
    assertThat(found.get(1).path("npmi").isNull()).isTrue();
    assertThat(found.get(1).path("components").toString()).isEqualTo("[1,2]");
    assertThat(found.get(1).path("merge").toString())
        .isEqualTo("{\"topic\":0,\"remaining\":1,\"loss\":0.125}");
  }

  @Test
  void whatWasAskedIsShownAndInTheJsonToo() {
    TopicResult asked = second(0.64, List.of(new GroupShare("1999", 4, 0.25)));
    JsonNode found = json(Json.of(asked));
    assertThat(found.path("queryShare").asDouble()).isEqualTo(0.64);
    assertThat(found.path("groups").toString())
        .isEqualTo("[{\"value\":\"1999\",\"documents\":4,\"share\":0.25}]");
    assertThat(lines(List.of(asked)).getFirst()).isEqualTo("  x1+   64 %  calm");
    assertThat(printed(out -> TopicLines.printGroups(out, "year", List.of(asked))).lines().toList())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("1999          4  25 % calm");
  }

  private static List<String> lines(List<TopicResult> topics) {
    return printed(out -> TopicLines.print(out, topics)).lines().toList();
  }

  private static String printed(Consumer<PrintStream> printing) {
    var bytes = new ByteArrayOutputStream();
    printing.accept(new PrintStream(bytes, true, UTF_8));
    return bytes.toString(UTF_8);
  }

  private static JsonNode json(String text) {
    try {
      return new JsonMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
