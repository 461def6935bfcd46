package topiclora.chat;

import java.util.function.Consumer;
import topiclora.adapter.Adapter;
import topiclora.base.BaseModel;
import topiclora.base.Generator;
import topiclora.base.Modulator;
import topiclora.base.Sampling;

/** Writes the likeliest answer, token by token, for someone who hears it meanwhile. */
final class Voice implements AutoCloseable {
  private final BaseModel base;
  private final MergedBases merged;
  private final Prompts prompts;
  private final int most;

  Voice(BaseModel base, Adapter adapter, Prompts prompts, int most) {
    this.base = base;
    this.merged = new MergedBases(base, adapter);
    this.prompts = prompts;
    this.most = most;
  }

  /** What was said, and when the first token of it came and the last; in {@code nanoTime}. */
  record Said(int[] ids, long first, long last) {}

  /** One answer at a time: the weights that it is written with are kept for a few vectors only. */
  synchronized Said answer(Briefing briefing, Consumer<String> heard) {
    float[] x = briefing.x();
    return answer(x == null ? base : merged.of(x), briefing.prompt(), heard);
  }

  private Said answer(BaseModel with, Prompt prompt, Consumer<String> heard) {
    var listener = new Listener(prompts, heard);
    int[] ids =
        new Generator(with, Sampling.greedy())
            .generate(prompt.ids(), most, Modulator.NONE, listener::hears);
    return new Said(ids, listener.first(), System.nanoTime());
  }

  @Override
  public synchronized void close() {
    merged.close();
  }
}
