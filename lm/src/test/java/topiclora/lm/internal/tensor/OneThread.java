package topiclora.lm.internal.tensor;

/**
 * Makes a process compute with one thread, whatever a test before this one settled: tiny products
 * are quickest so, and always the same to the last bit.
 */
public final class OneThread {
  private OneThread() {}

  public static void set() {
    Compute.resettleThreads(1);
  }
}
