package topiclora.plugins.internal.answer;

import java.util.List;
import topiclora.plugins.internal.retrieve.SearchHit;

/**
 * An answer, and what it took.
 *
 * @param documents documents that the model was told of, best first
 * @param tokens of the answer
 * @param contextTokens of passages in the prompt
 * @param truncatedTokens of passages and question that had no room
 * @param secondsToFirst from the question to the first token, the search for documents included
 * @param tokensPerSecond after the first; NaN where there was but one
 */
public record Answer(
    String text,
    List<SearchHit> documents,
    int tokens,
    int contextTokens,
    int truncatedTokens,
    double secondsToFirst,
    double tokensPerSecond) {
  public Answer {
    documents = List.copyOf(documents);
  }
}
