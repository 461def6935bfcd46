package topiclora.lm.internal.generate;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import topiclora.lm.ComputeOptions;
import topiclora.lm.Generation;
import topiclora.lm.GenerationRequest;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.ComputeThread;

/**
 * An open base and the thread that computes with it.
 *
 * <p>Whoever computes with {@link #base()} in another way does so on {@link #thread()} too. Safe
 * for several threads. Closing it waits for the work under way, and closes the base.
 */
public final class GenerationEngine implements AutoCloseable {
  private final ComputeThread thread;
  private final BaseModel base;
  private final AtomicBoolean closed = new AtomicBoolean();

  private GenerationEngine(ComputeThread thread, BaseModel base) {
    this.thread = thread;
    this.base = base;
  }

  /** Opens a GGUF file or a Hugging Face folder. */
  public static GenerationEngine open(Path ggufOrFolder, ComputeOptions compute) {
    var thread = new ComputeThread("topiclora-compute");
    try {
      return new GenerationEngine(thread, thread.call(() -> BaseModel.open(ggufOrFolder, compute)));
    } catch (RuntimeException e) {
      thread.close();
      throw e;
    }
  }

  public BaseModel base() {
    return base;
  }

  public ComputeThread thread() {
    return thread;
  }

  /** Generates a text with the base alone; see {@link topiclora.lm.LanguageModel#generate}. */
  public Generation generate(GenerationRequest request, Consumer<String> onText) {
    long start = System.nanoTime();
    return thread.call(() -> generate(request, onText, start));
  }

  private Generation generate(GenerationRequest request, Consumer<String> onText, long start) {
    int[] prompt = prompt(request);
    var text = new StreamedText(base.tokenizer(), request.stop(), onText);
    GeneratedTokens tokens =
        new Generator(base.packed())
            .generate(
                TokenRequest.of(prompt, request.maxNewTokens())
                    .withSampling(request.sampling())
                    .withCancelled(
                        () -> request.cancelled().getAsBoolean() || ComputeThread.isCancelled()),
                text::accept);
    text.end();
    return new Generation(
        text.text(),
        tokens.finishReason(),
        prompt.length,
        tokens.ids().length,
        tokens.ids().length == 0 ? Double.NaN : (tokens.first() - start) / 1e9);
  }

  private int[] prompt(GenerationRequest request) {
    if (request.prompt() != null) {
      return base.tokenizer().encodeWithBos(request.prompt());
    }
    return base.chatTemplate()
        .orElseThrow(
            () ->
                new TopicLoraException.BadBase(
                    base.name() + " has no chat template; give it a plain prompt"))
        .encode(request.messages(), true);
  }

  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      thread.run(base::close);
      thread.close();
    }
  }
}
