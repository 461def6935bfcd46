package topiclora.core.internal.forward;

import topiclora.core.internal.windows.Windows;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.tensor.Tensor;

/** What enters the first modulated layer. */
public interface Activations {
  /**
   * The activations of some windows as far as the longest goes, {@code [B, L, W]}, in the type that
   * the base computes in.
   */
  Tensor rows(int[] rows);

  /** Computed anew whenever they are asked for. */
  static Activations computed(BaseModel base, Windows windows, int layer) {
    return rows -> base.blocks(base.embed(windows.ids(rows)), 0, layer, LinearHook.NONE);
  }
}
