package topiclora.chat;

import java.util.List;
import topiclora.plugin.Found;

/**
 * An answer, and what it took.
 *
 * @param found documents that the model was told of, best first
 * @param tokens of the answer
 * @param contextTokens of passages in the prompt
 * @param cutTokens of passages and question that had no room
 * @param secondsToFirst from the question to the first token, the search for documents included
 * @param tokensPerSecond after the first; NaN where there was but one
 */
public record Answer(
    String text,
    List<Found> found,
    int tokens,
    int contextTokens,
    int cutTokens,
    double secondsToFirst,
    double tokensPerSecond) {
  public Answer {
    found = List.copyOf(found);
  }
}
