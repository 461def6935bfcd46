package topiclora.corpus;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question about a corpus.
 *
 * @param answers each right on its own; the first is the one to learn from
 * @param doc id of the document that answers it, where known
 */
public record Question(String question, List<String> answers, @Nullable String doc) {
  public Question {
    answers = List.copyOf(answers);
    if (question.isBlank() || answers.isEmpty()) {
      throw new IllegalArgumentException("a question wants words and at least one answer");
    }
  }
}
