package topiclora.lm;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a model is to generate.
 *
 * <pre>{@code
 * var request = GenerationRequest.ofMessages(ChatMessage.user("What is the capital of France?"))
 *     .withSampling(Sampling.greedy())
 *     .withMaxNewTokens(32);
 * }</pre>
 *
 * @param prompt a plain text to continue, after the model's BOS token where it has one; null where
 *     there are messages
 * @param messages a conversation, whose next message is generated; empty where there is a prompt.
 *     Special tokens inside a message stay text
 * @param maxNewTokens generated at most; they need room in the context beside the prompt
 * @param stop strings that end the text and are no part of it
 * @param cancelled whether the text is no longer wanted; asked before every token, and now and then
 *     while the prompt is read, from the thread that computes
 */
public record GenerationRequest(
    @Nullable String prompt,
    List<ChatMessage> messages,
    Sampling sampling,
    int maxNewTokens,
    List<String> stop,
    BooleanSupplier cancelled) {
  private static final int MAX_NEW_TOKENS = 256;

  public GenerationRequest {
    messages = List.copyOf(messages);
    stop = List.copyOf(stop);
    if ((prompt == null) == messages.isEmpty()) {
      throw new IllegalArgumentException(
          (prompt == null ? "neither prompt nor messages" : "both prompt and messages")
              + "; wanted one of them");
    }
    if (maxNewTokens < 1) {
      throw new IllegalArgumentException("maxNewTokens is " + maxNewTokens + ", wanted at least 1");
    }
    if (stop.contains("")) {
      throw new IllegalArgumentException("a stop string is empty, which would end every text");
    }
  }

  /** The continuation of a plain text. */
  public static GenerationRequest ofPrompt(String prompt) {
    return of(prompt, List.of());
  }

  /** The next message of a conversation, for a model with a chat template. */
  public static GenerationRequest ofMessages(List<ChatMessage> messages) {
    return of(null, messages);
  }

  /** The same. */
  public static GenerationRequest ofMessages(ChatMessage... messages) {
    return of(null, List.of(messages));
  }

  private static GenerationRequest of(@Nullable String prompt, List<ChatMessage> messages) {
    return new GenerationRequest(
        prompt, messages, Sampling.defaults(), MAX_NEW_TOKENS, List.of(), () -> false);
  }

  public GenerationRequest withSampling(Sampling sampling) {
    return new GenerationRequest(prompt, messages, sampling, maxNewTokens, stop, cancelled);
  }

  public GenerationRequest withMaxNewTokens(int maxNewTokens) {
    return new GenerationRequest(prompt, messages, sampling, maxNewTokens, stop, cancelled);
  }

  public GenerationRequest withStop(String... stop) {
    return new GenerationRequest(
        prompt, messages, sampling, maxNewTokens, List.of(stop), cancelled);
  }

  public GenerationRequest withCancelled(BooleanSupplier cancelled) {
    return new GenerationRequest(prompt, messages, sampling, maxNewTokens, stop, cancelled);
  }
}
