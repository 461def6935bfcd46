package topiclora.base;

import topiclora.tensor.DType;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/**
 * Keys and values of the tokens read so far, so that the next token costs one step and not the
 * whole text again.
 *
 * <p>Belongs to one text (or one batch of equally long ones) and one thread; records no gradients.
 */
public final class KeyValueCache implements AutoCloseable {
  private final Tensor[] keys;
  private final Tensor[] values;
  private final int capacity;
  private int length;

  /** Room for {@code capacity} tokens of each of {@code batch} texts. */
  public KeyValueCache(BaseConfig config, DType type, int batch, int capacity) {
    this.keys = new Tensor[config.layers()];
    this.values = new Tensor[config.layers()];
    this.capacity = capacity;
    try (var scope = Scope.open()) {
      long[] shape = {batch, config.keyValueHeads(), capacity, config.headWidth()};
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
