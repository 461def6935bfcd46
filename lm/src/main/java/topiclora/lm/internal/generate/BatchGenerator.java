package topiclora.lm.internal.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import topiclora.lm.Sampling;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.KeyValueCache;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * Continues several texts at once, each as {@link Generator} would continue it alone: weights are
 * read once a token for all of them.
 *
 * <p>Prompts are padded on the left with tokens that nothing sees. That moves a text's positions by
 * a constant, which rotary positions do not notice. Texts that have ended drop out, so that one
 * long text does not cost as much as all.
 *
 * <pre>{@code
 * var texts = new BatchGenerator(base, Sampling.greedy());
 * int[][] answers = texts.generate(prompts, 64, rows -> adapter.with(x.select(0, rows)), newline);
 * }</pre>
 */
public final class BatchGenerator {
  private final BaseModel base;
  private final Sampling sampling;

  public BatchGenerator(BaseModel base, Sampling sampling) {
    this.base = base;
    this.sampling = sampling;
  }

  /** What is added to the base for some of the texts. */
  @FunctionalInterface
  public interface Hooks {
    /**
     * The hook of a batch whose row b is text {@code rows[b]}; its tensors live in the scope that
     * is open.
     */
    LinearHook of(Tensor rows);
  }

  /**
   * At most {@code most} tokens that follow each prompt, without the token that ends them.
   *
   * @param last whether a token is the last of its text
   */
  public int[][] generate(List<int[]> prompts, int most, Hooks hooks, IntPredicate last) {
    prompts.forEach(prompt -> Generator.requireRoom(base, prompt, most));
    List<Text> texts = new ArrayList<>();
    for (int i = 0; i < prompts.size(); i++) {
      texts.add(new Text(i, new Sampler(sampling), new int[most]));
    }
    if (!texts.isEmpty() && most > 0) {
      write(prompts, most, hooks, last, texts);
    }
    return texts.stream().map(Text::written).toArray(int[][]::new);
  }

  /** A text on its way. */
  private static final class Text {
    private final int row;
    private final Sampler sampler;
    private final int[] found;
    private int count;
    private boolean ended;

    Text(int row, Sampler sampler, int[] found) {
      this.row = row;
      this.sampler = sampler;
      this.found = found;
    }

    void add(int id, boolean last) {
      found[count++] = id;
      ended = last || count == found.length;
    }

    int[] written() {
      return Arrays.copyOf(found, count);
    }
  }

  private void write(
      List<int[]> prompts, int most, Hooks hooks, IntPredicate last, List<Text> texts) {
    int width = prompts.stream().mapToInt(prompt -> prompt.length).max().orElseThrow();
    int[] padding = prompts.stream().mapToInt(prompt -> width - prompt.length).toArray();
    int[] next = new int[prompts.size() * width];
    for (int b = 0; b < padding.length; b++) {
      System.arraycopy(prompts.get(b), 0, next, b * width + padding[b], width - padding[b]);
    }
    List<Text> open = List.copyOf(texts);
    try (var cache = new KeyValueCache(base.config(), base.type(), padding, width + most)) {
      while (true) {
        float[][] logits = logits(next, open, hooks, cache);
        for (int b = 0; b < logits.length; b++) {
          advance(open.get(b), logits[b], last);
        }
        List<Text> before = open;
        int[] kept = IntStream.range(0, before.size()).filter(b -> !before.get(b).ended).toArray();
        if (kept.length == 0) {
          return;
        }
        open = Arrays.stream(kept).mapToObj(before::get).toList();
        if (kept.length < before.size()) {
          cache.keep(kept);
        }
        next = open.stream().mapToInt(text -> text.found[text.count - 1]).toArray();
      }
    }
  }

  private void advance(Text text, float[] logits, IntPredicate last) {
    int id = text.sampler.next(logits);
    if (base.tokenizer().isEndOfText(id)) {
      text.ended = true;
    } else {
      text.add(id, last.test(id));
    }
  }

  /** Logits of the token after {@code next}, which has as many for each open text. */
  private float[][] logits(int[] next, List<Text> open, Hooks hooks, KeyValueCache cache) {
    int tokens = next.length / open.size();
    try (var scope = Scope.open()) {
      Tensor rows = Tensor.indices(open.stream().mapToInt(text -> text.row).toArray());
      LinearHook hook = hooks.of(rows);
      Tensor h = base.embed(Tensor.of(next, open.size(), tokens)); // [B, C, W]
      Tensor out = base.blocks(h, 0, base.config().layers(), hook, cache); // [B, C, W]
      return base.logits(out.narrow(1, tokens - 1, 1)).view(open.size(), -1).toRows(); // [B][V]
    }
  }
}
