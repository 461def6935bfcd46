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
import topiclora.lm.internal.model.BaseModel;
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

  /** A base of random weights rates words by accident: this one is known to the last weight. */
  @Test
  void theWordsOfATopicAreThoseThatItMakesLikelier(@TempDir Path folder) {
    try (BaseModel base = SubjectBase.open(folder.resolve("base"))) {
      List<Topic> topics = Topics.of(base, SubjectBase.model(base, 12), 12, 4);
      assertThat(topics).extracting(Topic::component).containsExactlyInAnyOrder(0, 1, 2);
      for (Topic topic : topics) {
        assertThat(topic.logitLiftWords())
            .containsExactlyInAnyOrderElementsOf(TinyBase.SUBJECTS.get(topic.component()));
        assertThat(topic.documents())
            .extracting(document -> Integer.parseInt(document.id().substring(1)) % 3)
            .containsOnly(topic.component());
      }
    }
  }

  private static Map<String, String> texts(FittedModel fitted) {
    Map<String, String> texts = new HashMap<>();
    fitted.corpus().forEach(document -> texts.put(document.id(), document.text()));
    return texts;
  }
}
