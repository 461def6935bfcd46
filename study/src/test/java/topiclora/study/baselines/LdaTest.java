package topiclora.study.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import topiclora.corpus.Document;
import topiclora.lm.internal.model.TinyBase;

final class LdaTest {
  @BeforeAll
  static void silence() {
    LibraryLogs.silence();
  }

  @Test
  void twoTopicsTellTwoSubjectsApart() {
    float[][] mixtures = new Lda(2, 1).vectors(documents());
    int sea = mixtures[0][0] > mixtures[0][1] ? 0 : 1;
    for (int d = 0; d < mixtures.length; d++) {
      assertThat(mixtures[d][0] + mixtures[d][1]).isCloseTo(1, within(1e-4f));
      assertThat(mixtures[d][sea] > 0.5).as("document %d", d).isEqualTo(d % 2 == 0);
    }
  }

  @Test
  void theSameSeedGivesTheSameMixtures() {
    assertThat(new Lda(3, 7).vectors(documents()))
        .isDeepEqualTo(new Lda(3, 7).vectors(documents()));
  }

  /** Of two subjects in turn. */
  private static List<Document> documents() {
    Random random = new Random(3);
    return IntStream.range(0, 12)
        .mapToObj(d -> Document.of("text " + d, TinyBase.text(d % 2, 60, random)))
        .toList();
  }
}
