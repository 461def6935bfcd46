package topiclora.lm.internal.tensor;

import java.util.function.Supplier;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import topiclora.lm.Device;

/** The operations that a transformer is made of, each one kernel of libtorch. */
public final class Nn {
  /**
   * Multiplications in a product of two matrices up to which OpenBLAS takes one thread anyway; its
   * own limit is four times as high.
   */
  private static final long ONE_THREAD = 1 << 18;

  private Nn() {}

  /** Root-mean-square normalisation of the last dimension, times {@code weight}. */
  public static Tensor rmsNorm(Tensor x, Tensor weight, double eps) {
    long[] width = {weight.count()};
    var gain = new TensorOptional(weight.raw());
    return new Tensor(torch.rms_norm(x.raw(), width, gain, new DoubleOptional(eps)));
  }

  public static Tensor silu(Tensor x) {
    return new Tensor(torch.silu(x.raw()));
  }

  /** Rows {@code ids} of {@code table [V, W]}. */
  public static Tensor embedding(Tensor table, Tensor ids) {
    return new Tensor(torch.embedding(table.raw(), ids.raw()));
  }

  /**
   * Scaled dot-product attention; q is {@code [B, H, C, d]}, k and v {@code [B, K, P + C, d]} with
   * H a multiple of K. Causal without a past; with one, the new queries see all of it.
   *
   * @param causal whether query i sees keys 0 to i only; needs P = 0
   */
  public static Tensor attention(Tensor q, Tensor k, Tensor v, boolean causal) {
    return attention(q, k, v, new TensorOptional(), causal);
  }

  /**
   * Attention with an additive mask {@code [C, P + C]} or {@code [B, 1, C, P + C]} in float32,
   * which is what attention computes in: 0 where seen, minus infinity where not.
   */
  public static Tensor attention(Tensor q, Tensor k, Tensor v, Tensor mask) {
    return attention(q, k, v, new TensorOptional(mask.raw()), false);
  }

  private static Tensor attention(
      Tensor q, Tensor k, Tensor v, TensorOptional mask, boolean causal) {
    if (q.type() == DType.BF16
        && Compute.device()
            == Device.CPU) { // 833 tokens were measured fourteen times slower than in float32
      DType f32 = DType.F32;
      return attention(q.to(f32), k.to(f32), v.to(f32), mask, causal).to(DType.BF16);
    }
    boolean grouped = q.size(1) != k.size(1); // was measured faster than repeating keys and values
    Supplier<Tensor> kernel =
        () ->
            new Tensor(
                torch.scaled_dot_product_attention(
                    q.raw(), k.raw(), v.raw(), mask, 0, causal, new DoubleOptional(), grouped));
    long product = (long) q.size(2) * k.size(2) * q.size(3);
    return product <= ONE_THREAD ? kernel.get() : Cpu.withoutNestedThreads(kernel);
  }
}
