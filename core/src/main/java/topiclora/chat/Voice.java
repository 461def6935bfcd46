package topiclora.chat;

import java.util.function.Consumer;
import topiclora.adapter.Adapter;
import topiclora.adapter.PlainLora;
import topiclora.base.BaseModel;
import topiclora.base.Generator;
import topiclora.base.Modulator;
import topiclora.base.Sampling;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/** Writes the likeliest answer, token by token. */
final class Voice {
  private final BaseModel base;
  private final Adapter adapter;
  private final Prompts prompts;
  private final int most;

  Voice(BaseModel base, Adapter adapter, Prompts prompts, int most) {
    this.base = base;
    this.adapter = adapter;
    this.prompts = prompts;
    this.most = most;
  }

  /** What was said, and when the first token of it came and the last; in {@code nanoTime}. */
  record Said(int[] ids, long first, long last) {}

  Said answer(Briefing briefing, Consumer<String> heard) {
    float[] x = briefing.x();
    if (x == null) {
      return answer(briefing.prompt(), Modulator.NONE, heard);
    }
    try (var scope = Scope.open()) {
      PlainLora lora = PlainLora.of(adapter, Tensor.of(x, x.length), base.type());
      return answer(briefing.prompt(), lora, heard);
    }
  }

  private Said answer(Prompt prompt, Modulator modulator, Consumer<String> heard) {
    var listener = new Listener(prompts, heard);
    int[] ids =
        new Generator(base, Sampling.greedy())
            .generate(prompt.ids(), most, modulator, listener::hears);
    return new Said(ids, listener.first(), System.nanoTime());
  }
}
