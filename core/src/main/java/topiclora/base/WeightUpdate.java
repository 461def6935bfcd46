package topiclora.base;

import org.jspecify.annotations.Nullable;
import topiclora.tensor.Tensor;

/** What to add to the weights of the base's linear maps, once and for all texts. */
@FunctionalInterface
public interface WeightUpdate {
  /**
   * The term added to the weight of {@code module}, {@code [out, in]}; null where there is none.
   */
  @Nullable Tensor of(ModuleId module);
}
