package topiclora.core.internal.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.core.internal.model.FittedModel;
import topiclora.lm.internal.model.TinyBase;

final class RepresentativeSentenceTest {
  @Test
  void theSentenceOfTheTopicsSubjectIsFound(@TempDir Path folder) {
    try (var fitted = FittedModel.of(folder, 45)) {
      Topic topic = Topics.of(fitted.base(), fitted.model(), 5, 4).getFirst();
      String label = String.valueOf(topic.documents().getFirst().label());
      int subject = Integer.parseInt(label.substring(label.length() - 1));
      Random random = new Random(5);
      int right = 0;
      for (int i = 0; i < 10; i++) {
        String wanted = TinyBase.text(subject, 16, random).strip() + "!";
        String other = TinyBase.text((subject + 1 + i % 2) % 3, 16, random).strip() + "!";
        String text = i % 2 == 0 ? other + " " + wanted : wanted + " " + other;
        RepresentativeSentence found =
            RepresentativeSentence.of(fitted.base(), fitted.model(), topic.direction(), text)
                .orElseThrow();
        right += found.sentence().equals(wanted) ? 1 : 0;
        assertThat(found.topicShare()).isBetween(0.0, 1.0);
      }
      assertThat(right).isGreaterThanOrEqualTo(8);
      assertThat(RepresentativeSentence.of(fitted.base(), fitted.model(), topic.direction(), " "))
          .isEmpty();
    }
  }
}
