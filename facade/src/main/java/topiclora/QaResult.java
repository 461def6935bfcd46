package topiclora;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How well questions with known answers are answered.
 *
 * @param scores one for each context mode, and {@code shuffled}: the vectors of other documents, a
 *     control
 * @param recovered of the NLL reduction that the text gives over the shared adapter, the share that
 *     the plugin gives without a token of context; NaN unless all of these were measured. Text is
 *     the better of the two modes with text
 * @param recallAt share of the questions' own documents among the first K, by retriever and K;
 *     empty unless documents were retrieved
 */
public record QaResult(
    List<QaScore> scores,
    double recovered,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Map<Integer, Double>> recallAt) {
  public QaResult {
    scores = List.copyOf(scores);
    recallAt = Collections.unmodifiableMap(new LinkedHashMap<>(recallAt));
  }

  /** The score of a context mode. */
  public Optional<QaScore> score(String context) {
    return scores.stream().filter(score -> score.context().equals(context)).findFirst();
  }

  /**
   * One context mode.
   *
   * @param nll nats per token of the right answer, lower is better
   * @param perplexity exp(nll)
   * @param firstTokenNll of the answers' first tokens
   * @param laterTokensNll of the others
   * @param firstTokenAccuracy share of questions for which the right first token is the likeliest
   * @param f1 of the words of the generated answer, as SQuAD counts it; NaN where none was
   *     generated
   * @param exactMatch share of generated answers that are exactly right; NaN where none was
   * @param questions that were asked
   * @param answerTokens of the right answers
   * @param contextTokens of documents' text in a prompt, on average
   * @param truncatedTokens of documents and questions that had no room, in all
   * @param recall share of the questions' own documents that the model was told of
   */
  public record QaScore(
      String context,
      double nll,
      double perplexity,
      double firstTokenNll,
      double laterTokensNll,
      double firstTokenAccuracy,
      double f1,
      double exactMatch,
      int questions,
      long answerTokens,
      double contextTokens,
      long truncatedTokens,
      double recall) {}
}
