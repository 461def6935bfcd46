package topiclora.report.internal.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import topiclora.core.internal.topic.Coherence;
import topiclora.core.internal.topic.Topic;
import topiclora.core.internal.topic.Topic.TopicMerge;
import topiclora.core.internal.topic.TopicDirection;
import topiclora.report.internal.content.Hierarchy.Merge;

final class HierarchyTest {
  private static Topic topic(int component, @Nullable TopicMerge join) {
    TopicDirection direction = new TopicDirection(List.of(component));
    Coherence none = new Coherence(Double.NaN, Double.NaN);
    return new Topic(direction, List.of(), List.of(), none, List.of(), 0.25, join);
  }

  @Test
  void joinsAreATreeWhoseHeightIsWhatIsLostByThen() {
    Hierarchy tree =
        Hierarchy.of(
            List.of(
                topic(0, new TopicMerge(2, 1, 0.5)),
                topic(1, new TopicMerge(3, 3, 0.1)),
                topic(2, null),
                topic(3, new TopicMerge(0, 2, 0.2))));
    assertThat(tree.merges()).extracting(Merge::left).containsExactly(3, 0, 2);
    assertThat(tree.merges()).extracting(Merge::right).containsExactly(1, 4, 5);
    assertThat(tree.merges().get(1).height()).isCloseTo(0.3, within(1e-12));
    assertThat(tree.merges().get(2).height()).isCloseTo(0.8, within(1e-12));
    assertThat(tree.order()).containsExactly(2, 0, 3, 1);
  }

  @Test
  void oneTopicIsATreeOfItsOwn() {
    Hierarchy tree = Hierarchy.of(List.of(topic(0, null)));
    assertThat(tree.merges()).isEmpty();
    assertThat(tree.order()).containsExactly(0);
  }
}
