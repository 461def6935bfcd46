package topiclora.lm.internal.generate;

import java.util.Arrays;
import java.util.function.IntPredicate;
import topiclora.lm.Sampling;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.KeyValueCache;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * Continues texts, token by token, with the keys and values of what was read kept.
 *
 * <p>Safe for several threads: every call keeps its own cache.
 *
 * <pre>{@code
 * int[] prompt = base.chatTemplate().orElseThrow().encode(messages, true);
 * int[] answer = new Generator(base, Sampling.greedy()).generate(prompt, 100, Modulator.NONE);
 * String text = base.tokenizer().decode(answer);
 * }</pre>
 */
public final class Generator {
  private final BaseModel base;
  private final Sampling sampling;

  public Generator(BaseModel base, Sampling sampling) {
    this.base = base;
    this.sampling = sampling;
  }

  /** At most {@code most} tokens that follow {@code prompt}, without the token that ends them. */
  public int[] generate(int[] prompt, int most, LinearHook modulator) {
    return generate(prompt, most, modulator, id -> false);
  }

  /**
   * The same, for a listener that hears every token as soon as it is found.
   *
   * @param last whether the token that it hears is to be the last
   */
  public int[] generate(int[] prompt, int most, LinearHook modulator, IntPredicate last) {
    requireRoom(base, prompt, most);
    var sampler = new Sampler(sampling);
    int[] found = new int[most];
    int count = 0;
    try (var cache = new KeyValueCache(base.config(), base.type(), 1, prompt.length + most)) {
      int[] next = prompt;
      while (count < most) {
        int id = sampler.next(logits(next, modulator, cache));
        if (base.tokenizer().isEndOfText(id)) {
          break;
        }
        found[count++] = id;
        if (last.test(id)) {
          break;
        }
        next = new int[] {id};
      }
    }
    return Arrays.copyOf(found, count);
  }

  static void requireRoom(BaseModel base, int[] prompt, int most) {
    if (prompt.length == 0 || most < 0) {
      throw new IllegalArgumentException(
          "a prompt of " + prompt.length + " tokens, " + most + " wanted; a prompt needs one");
    }
    if ((long) prompt.length + most > base.config().context()) {
      throw new IllegalArgumentException(
          "a prompt of %d tokens and %d to come; %s reads at most %d"
              .formatted(prompt.length, most, base.name(), base.config().context()));
    }
  }

  /** Logits of the token after {@code next}. */
  private float[] logits(int[] next, LinearHook modulator, KeyValueCache cache) {
    try (var scope = Scope.open()) {
      Tensor h = base.embed(Tensor.of(next, 1, next.length)); // [1, C, W]
      Tensor out = base.blocks(h, 0, base.config().layers(), modulator, cache); // [1, C, W]
      return base.logits(out.narrow(1, next.length - 1, 1)).toFloats(); // V
    }
  }
}
