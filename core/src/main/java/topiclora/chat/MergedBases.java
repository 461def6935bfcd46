package topiclora.chat;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import topiclora.adapter.Adapter;
import topiclora.adapter.PlainLora;
import topiclora.base.BaseModel;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/**
 * The base with a vector in its weights, so that it costs nothing a token; those of the vectors
 * that were used last are kept, since a conversation is mostly about the same documents.
 *
 * <p>Each takes the memory of the weights that x changes. For one thread at a time.
 */
final class MergedBases implements AutoCloseable {
  private static final int KEPT = 2;

  private final BaseModel base;
  private final Adapter adapter;
  private final SequencedMap<FloatBuffer, BaseModel> kept = new LinkedHashMap<>();

  MergedBases(BaseModel base, Adapter adapter) {
    this.base = base;
    this.adapter = adapter;
  }

  /** The base for {@code x [n]}, valid until the next one is asked for. */
  BaseModel of(float[] x) {
    FloatBuffer key = FloatBuffer.wrap(x); // equal where all numbers are
    BaseModel known = kept.remove(key);
    BaseModel merged = known == null ? merge(x) : known;
    kept.putLast(key, merged);
    return merged;
  }

  private BaseModel merge(float[] x) {
    if (kept.size() == KEPT) {
      Map.Entry<FloatBuffer, BaseModel> oldest = kept.pollFirstEntry();
      oldest.getValue().close();
    }
    try (var scope = Scope.open()) {
      return base.merged(PlainLora.of(adapter, Tensor.of(x, x.length), base.type()));
    }
  }

  @Override
  public void close() {
    kept.values().forEach(BaseModel::close);
    kept.clear();
  }
}
