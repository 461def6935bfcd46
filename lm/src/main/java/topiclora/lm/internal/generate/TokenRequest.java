package topiclora.lm.internal.generate;

import java.util.function.BooleanSupplier;
import topiclora.lm.Sampling;
import topiclora.lm.internal.model.LinearHook;

/**
 * What is to be generated, in tokens: all that the engine needs to know, whoever asks.
 *
 * <p>The keys and values of a text depend on the hook as well as on the base: a cache of them
 * serves one pair of both and no other, so every request has its own.
 *
 * @param prompt ids of all its tokens
 * @param maxNewTokens at most
 * @param hook what is added to the base, such as a sum of documents' vectors; its tensors outlive
 *     the generation
 * @param cancelled whether the text is no longer wanted
 */
public record TokenRequest(
    int[] prompt, int maxNewTokens, Sampling sampling, LinearHook hook, BooleanSupplier cancelled) {
  /** The likeliest tokens of the base alone. */
  public static TokenRequest of(int[] prompt, int maxNewTokens) {
    return new TokenRequest(prompt, maxNewTokens, Sampling.greedy(), LinearHook.NONE, () -> false);
  }

  public TokenRequest withSampling(Sampling sampling) {
    return new TokenRequest(prompt, maxNewTokens, sampling, hook, cancelled);
  }

  public TokenRequest withHook(LinearHook hook) {
    return new TokenRequest(prompt, maxNewTokens, sampling, hook, cancelled);
  }

  public TokenRequest withCancelled(BooleanSupplier cancelled) {
    return new TokenRequest(prompt, maxNewTokens, sampling, hook, cancelled);
  }
}
