package topiclora.plugins.internal.answer;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.adapter.FixedLora;
import topiclora.core.internal.adapter.Int8Lora;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The base with a vector put in, as it generates fastest; those of the vectors that were used last
 * are kept, since a conversation is mostly about the same documents.
 *
 * <p>Where the base is {@linkplain BaseModel#packed() packed} the vector goes beside its weights,
 * elsewhere into them. For one thread at a time.
 */
final class AdaptedModelCache implements AutoCloseable {
  private static final int KEPT = 2;

  private final BaseModel base;
  private final BaseModel packed;
  private final Adapter adapter;
  private final SequencedMap<FloatBuffer, Adapted> kept = new LinkedHashMap<>();

  AdaptedModelCache(BaseModel base, Adapter adapter) {
    this.base = base;
    this.packed = base.packed();
    this.adapter = adapter;
  }

  /** What to generate with, and what gives its memory back. */
  record Adapted(BaseModel base, LinearHook modulator, Runnable free) {}

  /** The base without a vector. */
  Adapted baseOnly() {
    return new Adapted(packed, LinearHook.NONE, () -> {});
  }

  /** The base for {@code x [n]}, valid until the next one is asked for. */
  Adapted of(float[] x) {
    FloatBuffer key = FloatBuffer.wrap(x); // equal where all dimensions are
    Adapted before = kept.remove(key);
    Adapted tuned = before == null ? tune(x) : before;
    kept.putLast(key, tuned);
    return tuned;
  }

  private Adapted tune(float[] x) {
    if (kept.size() == KEPT) {
      kept.pollFirstEntry().getValue().free.run();
    }
    try (var scope = Scope.open()) {
      Tensor vector = Tensor.of(x, x.length);
      if (packed != base) {
        var beside = Int8Lora.of(adapter, vector, base.type());
        return new Adapted(packed, beside, beside::close);
      }
      BaseModel merged = base.merged(FixedLora.of(adapter, vector, base.type()));
      return new Adapted(merged, LinearHook.NONE, merged::close);
    }
  }

  @Override
  public void close() {
    kept.values().forEach(tuned -> tuned.free.run());
    kept.clear();
  }
}
