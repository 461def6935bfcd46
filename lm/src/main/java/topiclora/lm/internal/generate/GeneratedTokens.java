package topiclora.lm.internal.generate;

import topiclora.lm.FinishReason;

/**
 * What was generated, in tokens.
 *
 * @param ids without the EOS token
 * @param first when the first of them was there, in {@code nanoTime}; the end where there is none
 * @param end when the last one was there and heard
 */
public record GeneratedTokens(int[] ids, FinishReason finishReason, long first, long end) {}
