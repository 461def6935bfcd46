package topiclora.chat;

import java.util.function.Consumer;
import topiclora.adapter.Adapter;
import topiclora.base.BaseModel;
import topiclora.base.Generator;
import topiclora.base.Sampling;

/** Writes the likeliest answer, token by token, for someone who hears it meanwhile. */
final class Voice implements AutoCloseable {
  private final TunedBases bases;
  private final Prompts prompts;
  private final int most;

  Voice(BaseModel base, Adapter adapter, Prompts prompts, int most) {
    this.bases = new TunedBases(base, adapter);
    this.prompts = prompts;
    this.most = most;
  }

  /** What was said, and when the first token of it came and the last; in {@code nanoTime}. */
  record Said(int[] ids, long first, long last) {}

  /** One answer at a time: what it is written with is kept for a few vectors only. */
  synchronized Said answer(Briefing briefing, Consumer<String> heard) {
    float[] x = briefing.x();
    TunedBases.Tuned with = x == null ? bases.untuned() : bases.of(x);
    var listener = new Listener(prompts, heard);
    int[] ids =
        new Generator(with.base(), Sampling.greedy())
            .generate(briefing.prompt().ids(), most, with.modulator(), listener::hears);
    return new Said(ids, listener.first(), System.nanoTime());
  }

  @Override
  public synchronized void close() {
    bases.close();
  }
}
