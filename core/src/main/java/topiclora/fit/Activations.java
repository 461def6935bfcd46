package topiclora.fit;

import topiclora.tensor.Tensor;

/** What enters the first modulated layer. */
interface Activations {
  /** The activations of some windows, {@code [B, C, W]}, in the type that the base computes in. */
  Tensor rows(int[] rows);
}
