package topiclora.core.internal.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class TopicNamingTest {
  private final List<Topic> topics =
      Stream.of(List.of(0), List.of(1), List.of(2, 3)).map(TopicNamingTest::topic).toList();

  @Test
  void aNameGoesToTheTopicThatItsExampleIsAboutMost() {
    assertThat(named("Ships", new float[] {1, 3, 0, 0}, "Storms", new float[] {0, 0, 2, 2}))
        .isEqualTo(Map.of(1, "Ships", 2, "Storms"));
  }

  @Test
  void theSurerExampleComesFirstAndTheOtherTakesItsSecondTopic() {
    assertThat(named("Half", new float[] {3, 4, 0, 0}, "Sure", new float[] {0, 9, 0, 0}))
        .isEqualTo(Map.of(1, "Sure", 0, "Half"));
  }

  @Test
  void anExampleThatIsAboutNothingHereNamesNothing() {
    assertThat(named("Below", new float[] {-1, 0, 0, 0}, "Empty", new float[0])).isEmpty();
  }

  private Map<Integer, String> named(String a, float[] ax, String b, float[] bx) {
    SequencedMap<String, float[]> examples = new LinkedHashMap<>();
    examples.put(a, ax);
    examples.put(b, bx);
    return TopicNaming.of(topics, examples);
  }

  private static Topic topic(List<Integer> components) {
    return new Topic(
        new TopicDirection(components),
        List.of(),
        List.of(),
        new Coherence(Double.NaN, Double.NaN),
        List.of(),
        0.5,
        null);
  }
}
