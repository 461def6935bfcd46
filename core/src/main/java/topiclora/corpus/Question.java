package topiclora.corpus;

import java.util.List;

/**
 * A question about a corpus.
 *
 * @param answers each right on its own; the first is the one to learn from
 * @param docs ids of the documents that answer it, together where there are several; empty where
 *     unknown
 */
public record Question(String question, List<String> answers, List<String> docs) {
  public Question {
    answers = List.copyOf(answers);
    docs = List.copyOf(docs);
    if (question.isBlank() || answers.isEmpty()) {
      throw new IllegalArgumentException("a question wants words and at least one answer");
    }
  }
}
