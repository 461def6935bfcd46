package topiclora.plugins.internal.answer;

import java.util.function.Consumer;
import topiclora.core.internal.adapter.Adapter;
import topiclora.lm.Sampling;
import topiclora.lm.internal.generate.Generator;
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

  /** What was said, and when the first token of it came and the last; in {@code nanoTime}. */
  record Generated(int[] ids, long first, long last) {}

  /** One answer at a time: what it is written with is kept for a few vectors only. */
  synchronized Generated answer(GenerationInput briefing, Consumer<String> heard) {
    float[] x = briefing.x();
    AdaptedModelCache.Adapted with = x == null ? bases.baseOnly() : bases.of(x);
    var listener = new TokenListener(prompts, heard);
    int[] ids =
        new Generator(with.base(), Sampling.greedy())
            .generate(briefing.prompt().ids(), most, with.modulator(), listener::accept);
    return new Generated(ids, listener.first(), System.nanoTime());
  }

  @Override
  public synchronized void close() {
    bases.close();
  }
}
