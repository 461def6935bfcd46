package topiclora.plugins.internal.answer;

import java.util.function.Consumer;
import topiclora.core.internal.adapter.Adapter;
import topiclora.lm.internal.generate.GeneratedTokens;
import topiclora.lm.internal.generate.Generator;
import topiclora.lm.internal.generate.StreamedText;
import topiclora.lm.internal.generate.TokenRequest;
import topiclora.lm.internal.model.BaseModel;

/** Generates the likeliest answer, token by token, for someone who listens meanwhile. */
final class AnswerGeneration implements AutoCloseable {
  private final AdaptedModelCache bases;
  private final Prompts prompts;
  private final int most;

  AnswerGeneration(BaseModel base, Adapter adapter, Prompts prompts, int most) {
    this.bases = new AdaptedModelCache(base, adapter);
    this.prompts = prompts;
    this.most = most;
  }

  /** One answer at a time: the adapted model is kept for a few vectors only. */
  synchronized GeneratedTokens answer(GenerationInput input, Consumer<String> listener) {
    float[] x = input.x();
    AdaptedModelCache.Adapted with = x == null ? bases.baseOnly() : bases.of(x);
    var text = new StreamedText(prompts.tokenizer(), prompts.stops(), new StrippedText(listener));
    GeneratedTokens tokens =
        new Generator(with.base())
            .generate(
                TokenRequest.of(input.prompt().ids(), most).withHook(with.modulator()),
                text::accept);
    text.end();
    return tokens;
  }

  @Override
  public synchronized void close() {
    bases.close();
  }
}
