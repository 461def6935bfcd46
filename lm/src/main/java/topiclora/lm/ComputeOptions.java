package topiclora.lm;

import java.util.Locale;

/**
 * What a model is computed with; chosen where it is opened.
 *
 * <p>libtorch has one number of threads for a whole process, and our tensors live on one device:
 * the first model that is opened settles both, and another wish is refused after that.
 *
 * <pre>{@code
 * var options = ComputeOptions.defaults().withType(ElementType.FLOAT32).withThreads(4);
 * }</pre>
 *
 * @param threads of one matrix product on the processor, which may change a result in its last bit;
 *     0 for as many as the process computes with already, or else as it has processors
 */
public record ComputeOptions(Device device, ElementType type, int threads) {
  private static final String DEVICE = "topiclora.device";

  public ComputeOptions {
    if (threads < 0) {
      throw new IllegalArgumentException(
          "threads is " + threads + ", wanted at least 1, or 0 for all processors");
    }
  }

  /**
   * All processors, in the element type that they are fast in; or the device that the system
   * property {@code topiclora.device} names.
   */
  public static ComputeOptions defaults() {
    String named = System.getProperty(DEVICE, "cpu");
    try {
      return new ComputeOptions(
          Device.valueOf(named.toUpperCase(Locale.ROOT)), ElementType.AUTO, 0);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the system property " + DEVICE + " is " + named + ", wanted cpu or cuda", e);
    }
  }

  public ComputeOptions withDevice(Device device) {
    return new ComputeOptions(device, type, threads);
  }

  public ComputeOptions withType(ElementType type) {
    return new ComputeOptions(device, type, threads);
  }

  public ComputeOptions withThreads(int threads) {
    return new ComputeOptions(device, type, threads);
  }
}
