package topiclora.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import topiclora.Document;

final class LdaTest {
  @BeforeAll
  static void silence() {
    Logs.silence();
  }

  @Test
  void twoTopicsTellTwoSubjectsApart() {
    float[][] mixtures = new Lda(2, 1).vectors(longer(Subjects.documents()));
    int sea = mixtures[0][0] > mixtures[0][1] ? 0 : 1;
    for (int d = 0; d < mixtures.length; d++) {
      assertThat(mixtures[d][0] + mixtures[d][1]).isCloseTo(1, within(1e-4f));
      assertThat(mixtures[d][sea] > 0.5).as("document %d", d).isEqualTo(d % 2 == 0);
    }
  }

  @Test
  void theSameSeedGivesTheSameMixtures() {
    assertThat(new Lda(3, 7).vectors(Subjects.documents()))
        .isDeepEqualTo(new Lda(3, 7).vectors(Subjects.documents()));
  }

  /** One sentence is too little for a sampler to be sure of anything. */
  private static List<Document> longer(List<Document> documents) {
    return documents.stream()
        .map(document -> Document.of(document.id(), (document.text() + " ").repeat(10)))
        .toList();
  }
}
