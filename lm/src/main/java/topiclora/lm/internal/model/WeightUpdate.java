package topiclora.lm.internal.model;

import org.jspecify.annotations.Nullable;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.tensor.Tensor;

/** What to add to the weights of the base's linear maps, once and for all texts. */
@FunctionalInterface
public interface WeightUpdate {
  /**
   * The term added to the weight of {@code module}, {@code [out, in]}; null where there is none.
   */
  @Nullable Tensor of(ModuleId module);
}
