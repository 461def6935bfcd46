package topiclora.chat;

import java.util.List;
import topiclora.corpus.Question;
import topiclora.plugin.Found;
import topiclora.plugin.Recall;

/**
 * A question with right answers, and the documents that the model is to be told of.
 *
 * @param found best first
 */
public record Asked(Question question, List<Found> found) {
  public Asked {
    found = List.copyOf(found);
  }

  /** The share of the question's own documents that were found; NaN where it names none. */
  double recall() {
    return Recall.share(question, found);
  }
}
