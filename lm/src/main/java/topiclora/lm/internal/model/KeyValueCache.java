package topiclora.lm.internal.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import topiclora.lm.internal.checkpoint.BaseConfig;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * Keys and values of the tokens read so far, so that the next token costs one step and not the
 * whole text again.
 *
 * <p>Keys and values are what a base and a {@link LinearHook} together make of a text: a cache that
 * was filled with one pair of them is read with no other.
 *
 * <p>Belongs to one text or one batch and one thread; records no gradients. Texts of a batch that
 * differ in length begin with padding, which only padding sees.
 */
public final class KeyValueCache implements AutoCloseable {
  private final Tensor[] keys;
  private final Tensor[] values;
  private final int capacity;
  private int[] padding;
  private int length;

  /** Room for {@code capacity} tokens of each of {@code batch} texts, all of one length. */
  public KeyValueCache(BaseConfig config, DType type, int batch, int capacity) {
    this(config, type, new int[batch], capacity);
  }

  /**
   * Room for a batch of texts.
   *
   * @param padding how many tokens each text begins with that are none of its own
   * @param capacity tokens of each text, those among them
   */
  public KeyValueCache(BaseConfig config, DType type, int[] padding, int capacity) {
    this.padding = padding.clone();
    this.keys = new Tensor[config.layers()];
    this.values = new Tensor[config.layers()];
    this.capacity = capacity;
    try (var scope = Scope.open()) {
      long[] shape = {padding.length, config.keyValueHeads(), capacity, config.headWidth()};
      for (int layer = 0; layer < keys.length; layer++) {
        keys[layer] = scope.detach(Tensor.empty(type, shape));
        values[layer] = scope.detach(Tensor.empty(type, shape));
      }
    }
  }

  /** Tokens that went through the last layer. */
  public int length() {
    return length;
  }

  /** Writes the keys of the tokens after {@link #length()} and gives back all of them. */
  Tensor keys(int layer, Tensor next) {
    return append(keys[layer], next);
  }

  /** Writes the values of the tokens after {@link #length()} and gives back all of them. */
  Tensor values(int layer, Tensor next) {
    return append(values[layer], next);
  }

  private Tensor append(Tensor store, Tensor next) {
    int tokens = next.size(2);
    if (length + tokens > capacity) {
      throw new IllegalArgumentException(
          length + tokens + " tokens for a cache of " + capacity + "; a longer one is needed");
    }
    store.narrow(2, length, tokens).copyInPlace(next);
    return store.narrow(2, 0, length + tokens); // [B, K, P + C, d]
  }

  /** What {@code tokens} new tokens see of all; null where {@link Attention} needs not be told. */
  @Nullable Tensor mask(int tokens) {
    if (Arrays.stream(padding).anyMatch(pad -> pad > 0)) {
      return Attention.mask(padding, tokens, length);
    }
    return length == 0 || tokens == 1 ? null : Attention.mask(tokens, length);
  }

  /** Drops all texts of the batch but these. */
  public void keep(int[] texts) {
    for (int layer = 0; layer < keys.length; layer++) {
      keys[layer] = kept(keys[layer], texts);
      values[layer] = kept(values[layer], texts);
    }
    padding = Arrays.stream(texts).map(b -> padding[b]).toArray();
  }

  private static Tensor kept(Tensor store, int[] texts) {
    try (var scope = Scope.open()) {
      Tensor kept = scope.detach(store.select(0, Tensor.indices(texts)));
      store.free();
      return kept;
    }
  }

  /** Counts {@code tokens} as read, once they went through the last layer. */
  void advance(int tokens) {
    length += tokens;
  }

  @Override
  public void close() {
    for (int layer = 0; layer < keys.length; layer++) {
      keys[layer].free();
      values[layer].free();
    }
  }
}
