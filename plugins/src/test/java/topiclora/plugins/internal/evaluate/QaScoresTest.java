package topiclora.plugins.internal.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import topiclora.plugins.ContextMode;

final class QaScoresTest {
  private final SequencedMap<ContextMode, AnswerScore> scores = new LinkedHashMap<>();

  private void scored(ContextMode mode, double nll) {
    scores.put(mode, new AnswerScore(1, 1, nll, nll, nll, 0, 0, 0, 0, 0, 1));
  }

  private double recovered() {
    return new QaScores(scores, null, new LinkedHashMap<>(), 0).recovered();
  }

  @Test
  void theRecoveredShareIsOfWhatTheBetterTextReduces() {
    scored(ContextMode.NONE, 9);
    scored(ContextMode.ADAPTER, 4);
    scored(ContextMode.PLUGIN, 3);
    scored(ContextMode.TEXT_PLAIN, 2);
    scored(ContextMode.TEXT, 2.5);
    assertThat(recovered()).isEqualTo(0.5);
    scored(ContextMode.TEXT, 1);
    assertThat(recovered()).isEqualTo(1 / 3.0);
  }

  @Test
  void thereIsNoneWhereOneOfTheModesWasNotMeasured() {
    scored(ContextMode.ADAPTER, 4);
    scored(ContextMode.PLUGIN, 3);
    scored(ContextMode.TEXT, 2);
    assertThat(recovered()).isNaN();
  }
}
