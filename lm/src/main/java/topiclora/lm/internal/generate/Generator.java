package topiclora.lm.internal.generate;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import topiclora.lm.FinishReason;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.KeyValueCache;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * Continues texts, token by token, with the keys and values of what was read kept.
 *
 * <p>A long prompt is read in pieces of equal length, so that it can be given up meanwhile; the
 * kept keys and values make that one text. Safe for several threads: every call keeps its own
 * cache.
 *
 * <pre>{@code
 * int[] prompt = base.chatTemplate().orElseThrow().encode(messages, true);
 * int[] answer = new Generator(base).generate(TokenRequest.of(prompt, 100)).ids();
 * String text = base.tokenizer().decode(answer);
 * }</pre>
 */
public final class Generator {
  /** Tokens of a prompt that are read at once at most; a fraction of a second on a processor. */
  static final int CHUNK = 256;

  private final BaseModel base;

  public Generator(BaseModel base) {
    this.base = base;
  }

  public GeneratedTokens generate(TokenRequest request) {
    return generate(request, id -> false);
  }

  /**
   * The same, for a listener that hears every token as soon as it is found.
   *
   * @param last whether the token that it hears is to be the last
   */
  public GeneratedTokens generate(TokenRequest request, IntPredicate last) {
    int most = request.maxNewTokens();
    requireRoom(base, request.prompt(), most);
    var sampler = new Sampler(request.sampling());
    int[] found = new int[most];
    int count = 0;
    long first = 0;
    FinishReason finish = FinishReason.LENGTH;
    int capacity = request.prompt().length + most;
    try (var cache = new KeyValueCache(base.config(), base.type(), 1, capacity)) {
      int[] next = request.prompt();
      while (count < most) {
        float[] logits = logits(next, request, cache);
        if (logits == null) {
          finish = FinishReason.CANCELLED;
          break;
        }
        int id = sampler.next(logits);
        if (base.tokenizer().isEndOfText(id)) {
          finish = FinishReason.STOP;
          break;
        }
        first = count == 0 ? System.nanoTime() : first;
        found[count++] = id;
        if (last.test(id)) {
          finish = FinishReason.STOP;
          break;
        }
        next = new int[] {id};
      }
    }
    long end = System.nanoTime();
    return new GeneratedTokens(Arrays.copyOf(found, count), finish, count == 0 ? end : first, end);
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

  /** Logits of the token after {@code next}; null where nobody wants them any more. */
  private float @Nullable [] logits(int[] next, TokenRequest request, KeyValueCache cache) {
    int chunks = Math.ceilDiv(next.length, CHUNK);
    float[] logits = null;
    for (int i = 0; i < chunks; i++) {
      if (request.cancelled().getAsBoolean()) {
        return null;
      }
      int from = Math.toIntExact((long) next.length * i / chunks);
      int to = Math.toIntExact((long) next.length * (i + 1) / chunks);
      try (var scope = Scope.open()) {
        Tensor ids = Tensor.of(Arrays.copyOfRange(next, from, to), 1, to - from); // [1, C]
        Tensor out = base.blocks(base.embed(ids), 0, base.config().layers(), request.hook(), cache);
        if (to == next.length) {
          logits = base.logits(out.narrow(1, to - from - 1, 1)).toFloats(); // V
        }
      }
    }
    return logits;
  }
}
