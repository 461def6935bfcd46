package topiclora.cli.explore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.cli.ATinyModel;
import topiclora.cli.Json;
import topiclora.cli.ShownTopic;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.topic.Coherence;
import topiclora.core.internal.topic.RepresentativeSentence;
import topiclora.core.internal.topic.Topic;
import topiclora.core.internal.topic.TopicBreakdown;
import topiclora.core.internal.topic.TopicDirection;

/** Topics as a person and a program are shown them. */
final class TopicLinesTest {
  @TempDir Path folder;
  private List<Topic> topics = List.of();

  @BeforeEach
  void twoTopics() {
    TopicModel model = TopicModel.load(ATinyModel.in(folder));
    Topic first =
        new Topic(
            new TopicDirection(List.of(0)),
            List.of("wind", "gale"),
            List.of("north", "sly\u001b[2J", "mast", "sail"),
            new Coherence(0.25, 0.5),
            model.documents().subList(0, 2),
            0.7,
            null);
    Topic second =
        new Topic(
            new TopicDirection(List.of(1, 2)),
            List.of("calm"),
            List.of(),
            new Coherence(Double.NaN, Double.NaN),
            model.documents().subList(3, 4),
            0.3,
            new Topic.TopicMerge(0, 1, 0.125));
    topics = List.of(first, second);
  }

  @Test
  void termsComeBeforeTheModelsOwnWords() {
    List<String> lines = printed(out -> TopicLines.print(out, shown())).lines().toList();
    assertThat(lines.get(0)).isEqualTo("   x0   70 %  north, sly\\u001b[2J, mast, sail");
    assertThat(lines.get(1)).isEqualTo("              model: wind, gale");
    assertThat(lines.get(2)).isEqualTo("              The north | The east");
    assertThat(lines.get(3)).isEqualTo("  x1+   30 %  calm");
    assertThat(lines.getLast()).contains("NPMI) 0.25", "100 %");
  }

  @Test
  void aNameThatWasGivenStandsFirst() {
    ShownTopic named = ShownTopic.of(topics.getFirst()).named("Sea\u001b[2J");
    List<String> lines = printed(out -> TopicLines.print(out, List.of(named))).lines().toList();
    assertThat(lines.get(0)).isEqualTo("   x0   70 %  Sea\\u001b[2J");
    assertThat(lines.get(1)).isEqualTo("              north, sly\\u001b[2J, mast, sail");
    assertThat(json(Json.of(named.json())).path("name").asText()).isEqualTo("Sea\u001b[2J");
  }

  @Test
  void passagesStandBelowTheirDocuments() {
    RepresentativeSentence hostile = new RepresentativeSentence("Beware\u202e of\nthis.", 0.5);
    ShownTopic with = new ShownTopic(topics.getFirst(), null, Double.NaN, null, List.of(hostile));
    assertThat(printed(out -> TopicLines.print(out, List.of(with))).lines().toList())
        .containsSubsequence(
            "              The north",
            "                \"Beware\\u202e of this.\"",
            "              The east");
  }

  @Test
  void jsonHasAllOfATopic() {
    JsonNode found = json(Json.of(shown().stream().map(ShownTopic::json).toList()));
    JsonNode first = found.get(0);
    assertThat(first.fieldNames())
        .toIterable()
        .containsExactly(
            "component",
            "sign",
            "share",
            "words",
            "documents",
            "name",
            "terms",
            "components",
            "npmi",
            "cv",
            "join");
    assertThat(first.path("documents").get(0).toString())
        .isEqualTo("{\"id\":\"north\",\"title\":\"The north\"}");
    assertThat(first.path("npmi").asDouble()).isEqualTo(0.25);
    assertThat(first.path("join").isNull()).isTrue();
    assertThat(found.get(1).path("npmi").isNull()).isTrue();
    assertThat(found.get(1).path("components").toString()).isEqualTo("[1,2]");
    assertThat(found.get(1).path("join").toString())
        .isEqualTo("{\"topic\":0,\"left\":1,\"loss\":0.125}");
  }

  @Test
  void whatWasAskedIsInTheJsonToo() {
    TopicBreakdown by =
        new TopicBreakdown(
            "year", List.of(new TopicBreakdown.Group("1999", 4, List.of(0.75, 0.25))));
    ShownTopic asked = ShownTopic.of(topics, 1, by, new float[] {3, 4, 0});
    JsonNode found = json(Json.of(asked.json()));
    assertThat(found.path("match").asDouble()).isEqualTo(0.64);
    assertThat(found.path("by").toString())
        .isEqualTo("[{\"value\":\"1999\",\"documents\":4,\"share\":0.25}]");
    assertThat(printed(out -> TopicLines.printBy(out, "year", List.of(asked))).lines().toList())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("1999          4  25 % calm");
  }

  private List<ShownTopic> shown() {
    return topics.stream().map(ShownTopic::of).toList();
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
