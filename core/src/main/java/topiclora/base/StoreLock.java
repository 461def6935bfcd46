package topiclora.base;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import topiclora.Progress;

/** Held by one thread of one process at a time; the system frees it when the process dies. */
final class StoreLock implements AutoCloseable {
  private static final long PAUSE_MILLIS = 100;

  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits until the lock is free. The file stays: deleting it would let two hold it. */
  static StoreLock take(Path file, Progress progress) throws IOException {
    FileChannel channel = FileChannel.open(file, CREATE, WRITE);
    try {
      while (tried(channel) == null) {
        progress.step("waiting for another fetch", 0, 0, "");
        Thread.sleep(PAUSE_MILLIS);
      }
      return new StoreLock(channel);
    } catch (InterruptedException e) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static @Nullable FileLock tried(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }
}
