package topiclora.fit;

import topiclora.base.BaseModel;
import topiclora.base.Modulator;
import topiclora.tensor.Tensor;

/** What enters the first modulated layer. */
interface Activations {
  /**
   * The activations of some windows as far as the longest goes, {@code [B, L, W]}, in the type that
   * the base computes in.
   */
  Tensor rows(int[] rows);

  /** Computed anew whenever they are asked for. */
  static Activations computed(BaseModel base, Windows windows, int layer) {
    return rows -> base.blocks(base.embed(windows.ids(rows)), 0, layer, Modulator.NONE);
  }
}
