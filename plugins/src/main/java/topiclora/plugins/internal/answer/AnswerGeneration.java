package topiclora.plugins.internal.answer;

import java.util.function.Consumer;
import topiclora.core.internal.adapter.Adapter;
import topiclora.lm.internal.generate.GeneratedTokens;
import topiclora.lm.internal.generate.Generator;
import topiclora.lm.internal.generate.StreamedText;
import topiclora.lm.internal.generate.TokenRequest;
import topiclora.lm.internal.model.BaseModel;

/** Writes the likeliest answer, token by token, for someone who hears it meanwhile. */
final class AnswerGeneration implements AutoCloseable {
  private final AdaptedModelCache bases;
  private final Prompts prompts;
  private final int most;

  AnswerGeneration(BaseModel base, Adapter adapter, Prompts prompts, int most) {
    this.bases = new AdaptedModelCache(base, adapter);
    this.prompts = prompts;
    this.most = most;
  }

  /** One answer at a time: what it is written with is kept for a few vectors only. */
  synchronized GeneratedTokens answer(GenerationInput briefing, Consumer<String> heard) {
    float[] x = briefing.x();
    AdaptedModelCache.Adapted with = x == null ? bases.baseOnly() : bases.of(x);
    var text = new StreamedText(prompts.tokenizer(), prompts.stops(), new StrippedText(heard));
    GeneratedTokens tokens =
        new Generator(with.base())
            .generate(
                TokenRequest.of(briefing.prompt().ids(), most).withHook(with.modulator()),
                text::accept);
    text.end();
    return tokens;
  }

  @Override
  public synchronized void close() {
    bases.close();
  }
}
