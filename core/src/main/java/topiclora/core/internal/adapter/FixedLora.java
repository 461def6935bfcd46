package topiclora.core.internal.adapter;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.model.WeightUpdate;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Tensor;

/**
 * An adapter with its x put in: an ordinary LoRA, for many tokens that all have the same x.
 *
 * <p>As a modulator it costs two products a module where the adapter costs three; as an update of
 * weights it costs nothing a token. Its tensors belong to the scope it was made in.
 */
public record FixedLora(SequencedMap<ModuleId, LoraPair> modules)
    implements LinearHook, WeightUpdate {

  /**
   * The LoRA of one x.
   *
   * @param x {@code [n]}, float32
   * @param type to multiply in, that of the base
   */
  public static FixedLora of(Adapter adapter, Tensor x, DType type) {
    SequencedMap<ModuleId, LoraPair> pairs = new LinkedHashMap<>();
    adapter
        .lora(x)
        .forEach((id, pair) -> pairs.put(id, new LoraPair(pair.b().to(type), pair.a().to(type))));
    return new FixedLora(pairs);
  }

  @Override
  public @Nullable Tensor delta(ModuleId module, Tensor input) {
    LoraPair pair = modules.get(module);
    return pair == null ? null : input.linear(pair.a()).linear(pair.b()); // [B, C, out]
  }

  @Override
  public @Nullable Tensor of(ModuleId module) {
    LoraPair pair = modules.get(module);
    return pair == null ? null : pair.merged();
  }
}
