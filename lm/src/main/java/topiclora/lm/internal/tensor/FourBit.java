package topiclora.lm.internal.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.Operation;
import org.bytedeco.pytorch.OperatorName;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;
import topiclora.lm.Device;

/**
 * A frozen matrix as the four-bit numbers that a file holds, in groups of 32 that share a scale and
 * a least value: a product with a few rows waits for the matrix to come from memory, and this is a
 * third of it in bfloat16.
 *
 * <p>Codes of up to eight bits are two of four, {@code 16 high + low}, and a product is one with
 * the input twice. Scales and inputs are bfloat16, sums float32. It records no gradients.
 */
public final class FourBit {
  /** Numbers that share a scale. */
  public static final int GROUP = 32;

  private static final int ROWS_AT_ONCE = 4096; // whole tiles of the kernel; its input is int32
  private static final int TILE = 16;
  private static final double LARGEST = 255;

  /** Multiplications up to which waking other threads takes longer than they save. */
  private static final long ONE_THREAD = 1 << 22;

  private final int out;
  private final boolean twice;
  private final IValue packed; // [out, n / 2]
  private final IValue scales; // [n / GROUP, out, 2]

  private FourBit(Tensor packed, Tensor scales, boolean twice) {
    this.out = packed.size(0);
    this.twice = twice;
    this.packed = Scope.outlive(new IValue(packed.raw()));
    this.scales = Scope.outlive(new IValue(scales.raw()));
  }

  /** Whether the kernel takes matrices of this size. */
  public static boolean takes(int out, int in) {
    return out % TILE == 0 && in % GROUP == 0;
  }

  /** Whether a product with one row is quicker so than in {@code type}; timed once in a process. */
  public static boolean quickerThan(DType type) {
    return Compute.device() == Device.CPU && (type == DType.F32 ? Quicker.F32 : Quicker.BF16);
  }

  /**
   * The matrix {@code scale * code + least}.
   *
   * @param codes U8 {@code [out, in]}
   * @param scales {@code [out, in / 32]}
   * @param leasts {@code [out, in / 32]}
   * @param bits of the largest code, at most 8
   */
  public static FourBit of(Tensor codes, Tensor scales, Tensor leasts, int bits) {
    boolean twice = bits > 4;
    try (var scope = Scope.open()) {
      List<Tensor> packed = new ArrayList<>();
      for (int row = 0; row < codes.size(0); row += ROWS_AT_ONCE) {
        int rows = Math.min(ROWS_AT_ONCE, codes.size(0) - row);
        packed.add(pack(codes.narrow(0, row, rows), twice));
      }
      // The kernel's number is scale (code - 8) + zero.
      Tensor low = scales.mul(8);
      Tensor pairs =
          twice
              ? Tensor.cat(
                  List.of(pair(scales.mul(16), scales.mul(128).add(leasts)), pair(scales, low)), 1)
              : pair(scales, low.add(leasts)); // [out, n / GROUP, 2]
      Tensor kernels = pairs.transpose(0, 1).to(DType.BF16).contiguous(); // [n / GROUP, out, 2]
      return new FourBit(Tensor.cat(packed, 0), kernels, twice);
    }
  }

  /**
   * A matrix rounded to eight bits, each group from its least number to its largest: about as exact
   * as bfloat16.
   */
  public static FourBit rounded(Tensor matrix) {
    try (var scope = Scope.open()) {
      int out = matrix.size(0);
      Tensor groups = matrix.to(DType.F32).view(out, -1, GROUP); // [out, n / GROUP, GROUP]
      Tensor leasts = groups.negate().max(2).negate(); // [out, n / GROUP]
      Tensor scales = groups.max(2).sub(leasts).mul(1 / LARGEST).atLeast(Float.MIN_NORMAL);
      Tensor codes = groups.sub(leasts.unsqueeze(2)).div(scales.unsqueeze(2)).add(0.5);
      return of(codes.to(DType.U8).view(out, -1), scales, leasts, 8);
    }
  }

  private static Tensor pair(Tensor scale, Tensor zero) {
    return Tensor.cat(List.of(scale.unsqueeze(2), zero.unsqueeze(2)), 2);
  }

  private static Tensor pack(Tensor codes, boolean twice) {
    try (var scope = Scope.open()) {
      Tensor four = twice ? Tensor.cat(List.of(high(codes), low(codes)), 1) : codes;
      var ints = new IValue(four.raw().to(torch.ScalarType.Int));
      return scope.keep(call(Kernel.PACK, ints, new IValue(1L)));
    }
  }

  private static Tensor high(Tensor codes) {
    return new Tensor(torch.bitwise_right_shift(codes.raw(), new Scalar(4)));
  }

  private static Tensor low(Tensor codes) {
    return new Tensor(torch.bitwise_and(codes.raw(), new Scalar(15)));
  }

  /** {@code x [.., in]} times the matrix, {@code [.., out]}, in the type of x. */
  public Tensor product(Tensor x) {
    long[] shape = x.shape();
    DType type = x.type();
    Tensor bf16 = type == DType.BF16 ? x : x.to(DType.BF16);
    Tensor rows = bf16.view(-1, shape[shape.length - 1]); // [N, in]
    Tensor input = twice ? Tensor.cat(List.of(rows, rows), 1) : rows; // [N, n]
    var first = new IValue(input.raw());
    Supplier<Tensor> kernel = () -> call(Kernel.PRODUCT, first, packed, Kernel.GROUPS, scales);
    Tensor product = // [N, out]
        input.count() * out <= ONE_THREAD ? Cpu.onOneThread(kernel) : kernel.get();
    shape[shape.length - 1] = out;
    Tensor shaped = product.view(shape);
    return type == DType.BF16 ? shaped : shaped.to(type);
  }

  /** Gives the memory back; nothing may be multiplied afterwards. */
  public void free() {
    packed.close();
    scales.close();
  }

  private static Tensor call(Operation kernel, IValue... arguments) {
    var stack = new IValueVector(arguments);
    kernel.apply(stack);
    return Tensor.owning(stack.get(0).toTensor());
  }

  /** The kernels by their names: JavaCPP has no methods for operators whose names begin so. */
  private static final class Kernel {
    static final Operation PACK = named("aten::_convert_weight_to_int4pack_for_cpu");
    static final Operation PRODUCT = named("aten::_weight_int4pack_mm_for_cpu");
    static final IValue GROUPS = Scope.outlive(new IValue((long) GROUP));

    private static Operation named(String name) {
      var full = new OperatorName(new BytePointer(name), new BytePointer(""));
      return Scope.outlive(torch.findOperatorFor(full).getOperation());
    }
  }

  /** Where libtorch has no vector instructions for it, the kernel is far slower than a product. */
  private static final class Quicker {
    private static final int OUT = 1536;
    private static final int IN = 576;

    static final boolean F32 = than(DType.F32);
    static final boolean BF16 = than(DType.BF16);

    private static boolean than(DType type) {
      try (var scope = Scope.open()) {
        Tensor groups = Tensor.zeros(DType.F32, OUT, IN / GROUP);
        FourBit four = of(Tensor.zeros(DType.U8, OUT, IN), groups, groups, 4);
        Tensor weight = Tensor.zeros(type, OUT, IN);
        Tensor x = Tensor.zeros(type, 1, IN);
        double slower = Cpu.timesAsLong(() -> x.linear(weight), () -> four.product(x));
        four.free();
        return slower > 1;
      }
    }
  }
}
