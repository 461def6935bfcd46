package topiclora.base;

import org.jspecify.annotations.Nullable;
import topiclora.tensor.Tensor;

/** What to add to the outputs of the base's linear maps while a text runs through them. */
@FunctionalInterface
public interface Modulator {
  /** The base as it is. */
  Modulator NONE = (module, input) -> null;

  /**
   * The term added to the output of {@code module}; null where there is none.
   *
   * @param input what the linear map was given, {@code [B, C, in]}
   */
  @Nullable Tensor delta(ModuleId module, Tensor input);
}
