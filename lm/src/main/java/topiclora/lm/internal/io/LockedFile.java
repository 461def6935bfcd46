package topiclora.lm.internal.io;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A file that one thread of one process has at a time, until it is closed; the system frees it when
 * the process ends, however it ends.
 */
public final class LockedFile implements AutoCloseable {
  private final FileChannel channel;

  private LockedFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Locks a file that is there, unless somebody has it already. */
  public static Optional<LockedFile> of(Path file) throws IOException {
    return locked(file, Set.of(WRITE));
  }

  /** The same; where there is no file, it is made. */
  public static Optional<LockedFile> made(Path file) throws IOException {
    return locked(file, Set.of(WRITE, CREATE));
  }

  private static Optional<LockedFile> locked(Path file, Set<OpenOption> options)
      throws IOException {
    FileChannel channel = FileChannel.open(file, options);
    boolean taken = false;
    try {
      taken = channel.tryLock() != null;
      return taken ? Optional.of(new LockedFile(channel)) : Optional.empty();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return Optional.empty();
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
