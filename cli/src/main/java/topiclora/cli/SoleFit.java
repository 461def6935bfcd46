package topiclora.cli;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import topiclora.TopicLoraException.BadModel;
import topiclora.TopicLoraException.Storage;

/**
 * The right to work on one model's fit, of one process at a time; the system takes it back from a
 * process that dies.
 */
final class SoleFit implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private SoleFit(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Takes the lock {@code MODEL.fit.lock}, or fails where another fit has it. */
  static SoleFit of(Path model) {
    Path work = Unfinished.place(model);
    Path file = work.resolveSibling(work.getFileName() + ".lock");
    try {
      FileChannel channel = FileChannel.open(file, CREATE, WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new BadModel(
            "another fit is at work on " + model + "; wait for its end, or name another output");
      }
      return new SoleFit(file, channel);
    } catch (IOException e) {
      throw Storage.of("cannot lock " + file, e);
    }
  }

  /** Takes a file if nobody has it; the system frees it when this process ends, however it ends. */
  static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      // Deleted while it is held. Who opened it just before finds the model there already.
      Files.deleteIfExists(file);
      channel.close();
    } catch (IOException e) {
      throw Storage.of("cannot remove " + file, e);
    }
  }
}
