package topiclora.lm.internal.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/** The processor that libtorch computes on: its threads and the element type that it is fast in. */
public final class Cpu {
  static {
    // JavaCPP counts mapped files as its own memory and fails when they exceed the heap's size.
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
  }

  private static final int RUNS = 24;

  private Cpu() {}

  static void initialise() {
    // Runs the static block above, before JavaCPP reads the properties.
  }

  /**
   * Sets the number of threads of one matrix product; results may differ in the last bit between
   * counts.
   */
  static void threads(int threads) {
    torch.set_num_threads(threads);
    // OpenBLAS keeps threads of its own; where they are more, small products wait for them.
    openblas_nolapack.blas_set_num_threads(threads);
  }

  /**
   * Runs a kernel that shares its work among threads itself and multiplies small matrices in each
   * of them. OpenBLAS would start its own threads from all of these at once: attention over 512
   * tokens was measured sixteen times slower so. (Products of other Java threads meanwhile run on
   * one thread, too.)
   */
  static <T> T withoutNestedThreads(Supplier<T> kernel) {
    openblas_nolapack.blas_set_num_threads(1);
    try {
      return kernel.get();
    } finally {
      openblas_nolapack.blas_set_num_threads(threads());
    }
  }

  /** Runs a kernel that is too small to be shared among threads. */
  static <T> T onOneThread(Supplier<T> kernel) {
    int all = torch.get_num_threads();
    if (all == 1) {
      return kernel.get();
    }
    torch.set_num_threads(1);
    try {
      return kernel.get();
    } finally {
      torch.set_num_threads(all);
    }
  }

  /** Threads of one matrix product. */
  static int threads() {
    return torch.get_num_threads();
  }

  /**
   * {@link DType#BF16} where the processor multiplies it faster than {@link DType#F32}.
   *
   * <p>Without instructions for it bfloat16 is emulated, and was measured eight times slower. With
   * them it depends on the make: of two processors with AVX512-BF16 one ran it twice as fast as
   * float32 and the other half as fast. So a product is timed, once in a process. The same machine
   * shall choose the same every time, however busy it is, since the bits of a fit depend on it: the
   * fastest of many short products counts, on one thread, which another program stops less often
   * than one of several; and bfloat16 has to win clearly.
   */
  static DType fastType() {
    return FastType.FOUND;
  }

  /** Found when first asked for. */
  private static final class FastType {
    private static final double CLEARLY = 1.25;

    private static final DType FOUND = find();

    private static DType find() {
      if (!multipliesBf16()) {
        return DType.F32;
      }
      int threads = threads();
      threads(1);
      try (var scope = Scope.open()) {
        double slower = timesAsLong(product(DType.F32), product(DType.BF16));
        return slower > CLEARLY ? DType.BF16 : DType.F32;
      } finally {
        threads(threads);
      }
    }

    private static boolean multipliesBf16() {
      try {
        String flags = Files.readString(Path.of("/proc/cpuinfo"));
        return flags.contains("avx512_bf16") || flags.contains("amx_bf16");
      } catch (IOException noSuchFile) {
        return false;
      }
    }

    /** A product as a block of the base has it. */
    private static Runnable product(DType type) {
      Tensor states = Tensor.zeros(type, 256, 576);
      Tensor weight = Tensor.zeros(type, 1536, 576);
      return () -> states.linear(weight);
    }
  }

  /**
   * How many times as long as {@code other} it takes {@code one} to run: of many runs of each the
   * shortest count, in turn, so that other programs slow both.
   */
  static double timesAsLong(Runnable one, Runnable other) {
    long first = Long.MAX_VALUE;
    long second = Long.MAX_VALUE;
    for (int i = 0; i < RUNS; i++) {
      first = Math.min(first, nanos(one));
      second = Math.min(second, nanos(other));
    }
    return (double) first / second;
  }

  private static long nanos(Runnable run) {
    try (var scope = Scope.open()) {
      long start = System.nanoTime();
      run.run();
      return System.nanoTime() - start;
    }
  }

  /** Vector instructions that libtorch uses here: {@code AVX2}, {@code AVX512}, ... */
  static String capability() {
    return torch.get_cpu_capability().getString();
  }
}
