package topiclora.lm.internal.model;

import org.jspecify.annotations.Nullable;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.tensor.Tensor;

/** What to add to the outputs of the base's linear maps while a text runs through them. */
@FunctionalInterface
public interface LinearHook {
  /** The base as it is. */
  LinearHook NONE = (module, input) -> null;

  /**
   * The term added to the output of {@code module}; null where there is none.
   *
   * @param input what the linear map was given, {@code [B, C, in]}
   */
  @Nullable Tensor delta(ModuleId module, Tensor input);
}
