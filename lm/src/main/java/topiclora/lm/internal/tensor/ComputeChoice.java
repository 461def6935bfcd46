package topiclora.lm.internal.tensor;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import topiclora.lm.Device;

/**
 * The device and the number of threads that a process computes with: whoever is first settles them.
 *
 * <p>Safe for several threads.
 */
final class ComputeChoice {
  private final int processors;
  private @Nullable Device device;
  private int threads; // 0 until settled

  ComputeChoice(int processors) {
    this.processors = processors;
  }

  /** The device, which {@code otherwise} becomes where none was settled. */
  synchronized Device device(Device otherwise) {
    Device settled = device == null ? otherwise : device;
    device = settled;
    return settled;
  }

  /**
   * Settles both, or refuses the wish and leaves them as they are.
   *
   * @param wantedThreads 0 for any number
   * @return the number of threads
   */
  synchronized int settle(Device wanted, int wantedThreads) {
    if (device != null && device != wanted) {
      throw new IllegalArgumentException(
          "%s wanted, but this process computes on %s: all its tensors live on one device, that of"
                  .formatted(name(wanted), name(device))
              + " the first model opened or tensor made");
    }
    if (threads > 0 && wantedThreads > 0 && threads != wantedThreads) {
      throw new IllegalArgumentException(
          "%d threads wanted, but this process computes with %d: libtorch has one number of threads"
                  .formatted(wantedThreads, threads)
              + " for all models of a process, that of the first one opened");
    }
    device = wanted;
    if (threads == 0) {
      threads = wantedThreads == 0 ? processors : wantedThreads;
    }
    return threads;
  }

  /** Settles another number of threads whatever was settled before: for tests, in one process. */
  synchronized void resettle(int threads) {
    this.threads = threads;
  }

  private static String name(Device device) {
    return device.name().toLowerCase(Locale.ROOT);
  }
}
