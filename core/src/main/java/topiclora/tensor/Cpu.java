package topiclora.tensor;

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

  private Cpu() {}

  static void initialise() {
    // Runs the static block above, before JavaCPP reads the properties.
  }

  /**
   * Sets the number of threads of one matrix product; results may differ in the last bit between
   * counts.
   */
  public static void threads(int threads) {
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

  /** Threads of one matrix product. */
  public static int threads() {
    return torch.get_num_threads();
  }

  /**
   * {@link DType#BF16} where the processor multiplies bfloat16 in hardware, else {@link DType#F32}:
   * without such instructions bfloat16 is emulated, and was measured eight times slower.
   */
  public static DType fastType() {
    try {
      String flags = Files.readString(Path.of("/proc/cpuinfo"));
      return flags.contains("avx512_bf16") || flags.contains("amx_bf16") ? DType.BF16 : DType.F32;
    } catch (IOException noSuchFile) {
      return DType.F32;
    }
  }

  /**
   * Vector instructions that libtorch uses here, for provenance: {@code AVX2}, {@code AVX512}, ...
   */
  public static String capability() {
    return torch.get_cpu_capability().getString();
  }
}
