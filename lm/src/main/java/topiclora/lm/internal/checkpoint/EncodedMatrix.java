package topiclora.lm.internal.checkpoint;

import java.util.function.UnaryOperator;
import topiclora.lm.internal.tensor.FourBit;
import topiclora.lm.internal.tensor.Tensor;

/**
 * A matrix as a file holds it, {@code scale * code + least}, in memory of the processor.
 *
 * @param quants U8 {@code [out, in]}
 * @param scales of 32 numbers of a row each, {@code [out, in / 32]}
 * @param minimums as the scales
 * @param bits of the largest code
 */
public record EncodedMatrix(Tensor quants, Tensor scales, Tensor minimums, int bits) {
  /** The same with its rows in another order. */
  public EncodedMatrix rows(UnaryOperator<Tensor> reordered) {
    return new EncodedMatrix(
        reordered.apply(quants), reordered.apply(scales), reordered.apply(minimums), bits);
  }

  public FourBit packed() {
    return FourBit.of(quants, scales, minimums, bits);
  }
}
