package topiclora.lm.internal.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Optional;
import topiclora.lm.Progress;
import topiclora.lm.internal.io.LockedFile;

/** The right to fetch a base into the store. */
public final class StoreLock {
  private static final long PAUSE_MILLIS = 100;

  private StoreLock() {}

  /** Waits until the lock is free. The file stays: deleting it would let two hold it. */
  public static LockedFile take(Path file, Progress progress) throws IOException {
    try {
      Optional<LockedFile> taken = LockedFile.made(file);
      while (taken.isEmpty()) {
        progress.step("waiting for another fetch", 0, 0, "");
        Thread.sleep(PAUSE_MILLIS);
        taken = LockedFile.made(file);
      }
      return taken.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
