package topiclora.core.internal.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.FittedModel;
import topiclora.lm.internal.model.TinyBase;

final class TopicsTest {
  @Test
  void theComponentsOfAPlantedCorpusAreItsSubjects(@TempDir Path folder) {
    try (var fitted = FittedModel.of(folder, 45)) {
      List<Topic> topics = Topics.of(fitted.base(), fitted.model(), 5, 4);
      assertThat(topics).hasSize(3);
      assertThat(topics.stream().mapToDouble(Topic::share).sum()).isCloseTo(1, within(1e-9));
      assertThat(topics).isSortedAccordingTo(Comparator.comparingDouble(Topic::share).reversed());
      for (Topic topic : topics) {
        assertThat(topic.logitLiftWords()).hasSize(5);
        assertThat(topic.documents()).hasSize(4);
        assertThat(topic.documents())
            .isSortedAccordingTo(
                Comparator.comparingDouble((DocumentVector d) -> d.vector()[topic.component()])
                    .reversed());
      }
      Topic first = topics.getFirst();
      String label = String.valueOf(first.documents().getFirst().label());
      int subject = Integer.parseInt(label.substring(label.length() - 1));
      // A base of random weights does not know where a word ends: "island" may become "islandzll".
      assertThat(first.logitLiftWords())
          .filteredOn(word -> TinyBase.SUBJECTS.get(subject).stream().anyMatch(word::startsWith))
          .hasSizeGreaterThanOrEqualTo(2);
      List<Topic> two =
          Topics.of(
              fitted.base(),
              fitted.model(),
              id -> Optional.ofNullable(texts(fitted).get(id)),
              new Topics.TopicLimits(2, 5, 4));
      assertThat(two).hasSize(2).allMatch(topic -> topic.logitLiftWords().size() == 5);
      assertThat(two).anyMatch(topic -> topic.direction().components().size() == 2);
      assertThat(two.stream().flatMap(topic -> topic.terms().stream()))
          .isNotEmpty()
          .allMatch(term -> TinyBase.SUBJECTS.stream().anyMatch(words -> words.contains(term)));
    }
  }

  private static Map<String, String> texts(FittedModel fitted) {
    Map<String, String> texts = new HashMap<>();
    fitted.corpus().forEach(document -> texts.put(document.id(), document.text()));
    return texts;
  }
}
