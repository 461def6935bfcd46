package topiclora.chat;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import topiclora.adapter.Adapter;
import topiclora.adapter.PlainLora;
import topiclora.adapter.QuickLora;
import topiclora.base.BaseModel;
import topiclora.base.Modulator;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/**
 * The base with a vector put in, as it writes fastest; those of the vectors that were used last are
 * kept, since a conversation is mostly about the same documents.
 *
 * <p>Where the base is {@linkplain BaseModel#packed() packed} the vector goes beside its weights,
 * elsewhere into them. For one thread at a time.
 */
final class TunedBases implements AutoCloseable {
  private static final int KEPT = 2;

  private final BaseModel base;
  private final BaseModel packed;
  private final Adapter adapter;
  private final SequencedMap<FloatBuffer, Tuned> kept = new LinkedHashMap<>();

  TunedBases(BaseModel base, Adapter adapter) {
    this.base = base;
    this.packed = base.packed();
    this.adapter = adapter;
  }

  /** What to write with, and what gives its memory back. */
  record Tuned(BaseModel base, Modulator modulator, Runnable free) {}

  /** The base without a vector. */
  Tuned untuned() {
    return new Tuned(packed, Modulator.NONE, () -> {});
  }

  /** The base for {@code x [n]}, valid until the next one is asked for. */
  Tuned of(float[] x) {
    FloatBuffer key = FloatBuffer.wrap(x); // equal where all numbers are
    Tuned known = kept.remove(key);
    Tuned tuned = known == null ? tune(x) : known;
    kept.putLast(key, tuned);
    return tuned;
  }

  private Tuned tune(float[] x) {
    if (kept.size() == KEPT) {
      kept.pollFirstEntry().getValue().free.run();
    }
    try (var scope = Scope.open()) {
      Tensor vector = Tensor.of(x, x.length);
      if (packed != base) {
        var beside = QuickLora.of(adapter, vector, base.type());
        return new Tuned(packed, beside, beside::close);
      }
      BaseModel merged = base.merged(PlainLora.of(adapter, vector, base.type()));
      return new Tuned(merged, Modulator.NONE, merged::close);
    }
  }

  @Override
  public void close() {
    kept.values().forEach(tuned -> tuned.free.run());
    kept.clear();
  }
}
