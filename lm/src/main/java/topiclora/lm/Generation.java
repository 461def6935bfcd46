package topiclora.lm;

/**
 * A generated text, and what it took.
 *
 * @param text without the stop string that ended it; a last character of which tokens are missing
 *     is left out
 * @param promptTokens tokens of the prompt, those of the chat template and the BOS token among them
 * @param newTokens generated tokens, those of a stop string among them and the EOS token not
 * @param secondsToFirst from the request to the first token, the wait for its turn included; NaN
 *     where there is none
 */
public record Generation(
    String text,
    FinishReason finishReason,
    int promptTokens,
    int newTokens,
    double secondsToFirst) {}
