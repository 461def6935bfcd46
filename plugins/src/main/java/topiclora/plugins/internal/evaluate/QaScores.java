package topiclora.plugins.internal.evaluate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import topiclora.plugins.ContextMode;
import topiclora.plugins.RetrieverKind;
import topiclora.plugins.internal.retrieve.Recall;

/**
 * How good answers are in several context modes, side by side.
 *
 * @param scores by context mode
 * @param shuffled the control: {@link ContextMode#PLUGIN} with another document in each one's
 *     stead; null where it was not asked for
 * @param recallAt by retriever, where documents were retrieved; else empty
 * @param leftOut questions that name no document of the model, and were not asked
 */
public record QaScores(
    SequencedMap<ContextMode, AnswerScore> scores,
    @Nullable AnswerScore shuffled,
    SequencedMap<RetrieverKind, Recall> recallAt,
    int leftOut) {
  public QaScores {
    scores = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(scores));
    recallAt = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(recallAt));
  }

  /**
   * Of the NLL reduction that the documents' text gives over the shared adapter alone, the share
   * that their vectors give: {@code (adapter - plugin) / (adapter - text)}, text the better of
   * {@link ContextMode#TEXT} and {@link ContextMode#TEXT_PLAIN}. NaN where one of the four was not
   * measured.
   */
  public double recovered() {
    double adapter = nll(ContextMode.ADAPTER);
    double text = Math.min(nll(ContextMode.TEXT), nll(ContextMode.TEXT_PLAIN));
    return (adapter - nll(ContextMode.PLUGIN)) / (adapter - text);
  }

  private double nll(ContextMode mode) {
    AnswerScore score = scores.get(mode);
    return score == null ? Double.NaN : score.nll();
  }
}
