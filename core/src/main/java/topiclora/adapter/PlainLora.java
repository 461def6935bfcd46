package topiclora.adapter;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import topiclora.base.Modulator;
import topiclora.base.ModuleId;
import topiclora.base.WeightUpdate;
import topiclora.tensor.DType;
import topiclora.tensor.Tensor;

/**
 * An adapter with its x put in: an ordinary LoRA, for many tokens that all have the same x.
 *
 * <p>As a modulator it costs two products a module where the adapter costs three; as an update of
 * weights it costs nothing a token. Its tensors belong to the scope it was made in.
 */
public record PlainLora(SequencedMap<ModuleId, LoraPair> modules)
    implements Modulator, WeightUpdate {

  /**
   * The LoRA of one x.
   *
   * @param x {@code [n]}, float32
   * @param type to multiply in, that of the base
   */
  public static PlainLora of(Adapter adapter, Tensor x, DType type) {
    SequencedMap<ModuleId, LoraPair> pairs = new LinkedHashMap<>();
    adapter
        .lora(x)
        .forEach((id, pair) -> pairs.put(id, new LoraPair(pair.b().to(type), pair.a().to(type))));
    return new PlainLora(pairs);
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
