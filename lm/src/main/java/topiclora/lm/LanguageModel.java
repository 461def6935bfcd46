package topiclora.lm;

import java.nio.file.Path;
import java.util.function.Consumer;
import topiclora.lm.internal.generate.GenerationEngine;

/**
 * A frozen language model, open for use.
 *
 * <p>Safe for several threads; texts are generated one at a time, in the order of the calls, on a
 * thread of the model's own. A caller that is interrupted meanwhile gets what there is so far, as
 * {@linkplain FinishReason#CANCELLED cancelled}, and stays interrupted. Closing waits for the texts
 * under way.
 *
 * <pre>{@code
 * try (var model = LanguageModel.open()) {
 *   var question = GenerationRequest.ofMessages(ChatMessage.user("What is the capital of France?"));
 *   Generation answer = model.generate(question, System.out::print);
 * }
 * }</pre>
 */
public final class LanguageModel implements AutoCloseable {
  private final GenerationEngine engine;

  private LanguageModel(GenerationEngine engine) {
    this.engine = engine;
  }

  /** The {@linkplain BaseStore#DEFAULT default model}, fetched where it is missing. */
  public static LanguageModel open() {
    return open(BaseStore.DEFAULT, ComputeOptions.defaults(), Progress.SILENT);
  }

  /**
   * Opens a model.
   *
   * @param nameOrPath a GGUF file, a Hugging Face folder, or a name in the {@link BaseStore}, which
   *     fetches what it knows and lacks
   * @throws TopicLoraException.BadBase where it is missing, damaged or of a kind not supported
   * @throws TopicLoraException.NoDevice where there is no such device to be used
   * @throws IllegalArgumentException where the process computes with something else already
   */
  public static LanguageModel open(String nameOrPath, ComputeOptions compute, Progress progress) {
    Path path = BaseStore.open().resolve(nameOrPath, progress);
    return new LanguageModel(GenerationEngine.open(path, compute));
  }

  /** The name that its files give it. */
  public String name() {
    return engine.base().name();
  }

  /** SHA-256 of the files that hold its weights, in hexadecimal; read from disk at first. */
  public String sha256() {
    return engine.base().sha256();
  }

  /** Tokens of one text at most, prompt and generated ones together. */
  public int contextLength() {
    return engine.base().config().context();
  }

  /** Tokens that it can generate. */
  public int vocabularySize() {
    return engine.base().config().vocabulary();
  }

  /** Token ids of a text; no BOS token is added, and special tokens written in it stay text. */
  public int[] encode(String text) {
    return engine.base().tokenizer().encode(text);
  }

  /** The text of token ids; bytes that are no UTF-8 become U+FFFD. */
  public String decode(int[] ids) {
    return engine.base().tokenizer().decode(ids);
  }

  /** Generates a text. */
  public Generation generate(GenerationRequest request) {
    return generate(request, piece -> {});
  }

  /**
   * The same for someone who reads it meanwhile.
   *
   * @param onText is told every piece of the text as soon as it is sure to belong to it, in whole
   *     characters, from the thread that computes; all of them together are the text. What it
   *     throws ends the generation and reaches the caller
   * @throws TopicLoraException.BadBase where there are messages and the model has no chat template
   * @throws IllegalArgumentException where the context has no room for prompt and new tokens
   */
  public Generation generate(GenerationRequest request, Consumer<String> onText) {
    return engine.generate(request, onText);
  }

  /** For other modules of TopicLoRA only: what it computes with. Not part of the public API. */
  public GenerationEngine engine() {
    return engine;
  }

  @Override
  public void close() {
    engine.close();
  }
}
