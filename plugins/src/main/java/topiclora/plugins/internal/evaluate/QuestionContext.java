package topiclora.plugins.internal.evaluate;

import java.util.List;
import topiclora.corpus.Question;
import topiclora.plugins.internal.retrieve.Recall;
import topiclora.plugins.internal.retrieve.SearchHit;

/**
 * A question with right answers, and the documents that the model is to be told of.
 *
 * @param hits best first
 */
public record QuestionContext(Question question, List<SearchHit> hits) {
  public QuestionContext {
    hits = List.copyOf(hits);
  }

  /** The share of the question's own documents that were found; NaN where it names none. */
  double recall() {
    return Recall.share(question, hits);
  }
}
