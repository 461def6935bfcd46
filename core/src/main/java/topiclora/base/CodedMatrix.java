package topiclora.base;

import java.util.function.UnaryOperator;
import topiclora.tensor.FourBit;
import topiclora.tensor.Tensor;

/**
 * A matrix as a file holds it, {@code scale * code + least}, in memory of the processor.
 *
 * @param codes U8 {@code [out, in]}
 * @param scales of 32 numbers of a row each, {@code [out, in / 32]}
 * @param leasts as the scales
 * @param bits of the largest code
 */
record CodedMatrix(Tensor codes, Tensor scales, Tensor leasts, int bits) {
  /** The same with its rows in another order. */
  CodedMatrix rows(UnaryOperator<Tensor> reordered) {
    return new CodedMatrix(
        reordered.apply(codes), reordered.apply(scales), reordered.apply(leasts), bits);
  }

  FourBit packed() {
    return FourBit.of(codes, scales, leasts, bits);
  }
}
