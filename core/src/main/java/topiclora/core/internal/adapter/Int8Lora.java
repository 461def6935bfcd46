package topiclora.core.internal.adapter;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.model.Matrix;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * An adapter with its x put in, to write with beside a base that is {@linkplain BaseModel#packed()
 * packed}: few tokens at once are multiplied with its matrices in eight bits. Weights with x in
 * them are packed no more, and cost more than this.
 *
 * <p>Owns its tensors, until it is closed.
 */
public final class Int8Lora implements LinearHook, AutoCloseable {
  private final Map<ModuleId, Pair> pairs = new HashMap<>();

  /** {@code b a}, as in {@link LoraPair}. */
  private record Pair(Matrix b, Matrix a) {}

  private Int8Lora() {}

  /**
   * The LoRA of one x.
   *
   * @param x {@code [n]}, float32
   * @param type to multiply many tokens in, that of the base
   */
  public static Int8Lora of(Adapter adapter, Tensor x, DType type) {
    var quick = new Int8Lora();
    try (var scope = Scope.open()) {
      adapter
          .lora(x)
          .forEach(
              (id, pair) -> {
                Matrix b = Matrix.rounded(pair.b(), type);
                quick.pairs.put(id, new Pair(b, Matrix.rounded(pair.a(), type)));
              });
    }
    return quick;
  }

  @Override
  public @Nullable Tensor delta(ModuleId module, Tensor input) {
    Pair pair = pairs.get(module);
    return pair == null ? null : pair.b.times(pair.a.times(input)); // [B, C, out]
  }

  @Override
  public void close() {
    pairs
        .values()
        .forEach(
            pair -> {
              pair.b.free();
              pair.a.free();
            });
    pairs.clear();
  }
}
