package topiclora.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import topiclora.lm.TopicLoraException.BadModel;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.lm.internal.io.LockedFile;

/**
 * Where a model comes to lie, and beside it its unfinished work, {@code MODEL.fit}.
 *
 * @param model folder
 */
public record FitFolder(Path model) {
  /** Where the work of an unfinished fit is kept. */
  public Path work() {
    Path whole = model.toAbsolutePath().normalize();
    return whole.resolveSibling(whole.getFileName() + ".fit");
  }

  /** Fails where something lies in the model's place already. */
  public void requireFree() {
    requireFree(model);
  }

  /** Fails where something lies at a folder that is to be made. */
  public static void requireFree(Path folder) {
    if (Files.isDirectory(folder) ? !isEmpty(folder) : Files.exists(folder)) {
      throw new BadModel(folder + " is there already; name another output, or remove it first");
    }
  }

  private static boolean isEmpty(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      throw Storage.of("cannot read " + folder, e);
    }
  }

  /**
   * Takes the right to work on this fit, of one process at a time, or fails where another has it.
   */
  public Lock lock() {
    Path file = work().resolveSibling(work().getFileName() + ".lock");
    try {
      return LockedFile.made(file)
          .map(lock -> new Lock(file, lock))
          .orElseThrow(
              () ->
                  new BadModel(
                      "another fit is at work on "
                          + model
                          + "; wait for its end, or name another output"));
    } catch (IOException e) {
      throw Storage.of("cannot lock " + file, e);
    }
  }

  /** The right to work on a fit. */
  public record Lock(Path file, LockedFile lock) implements AutoCloseable {
    @Override
    public void close() {
      try {
        // Deleted while it is held. Who opened it just before finds the model there already.
        Files.deleteIfExists(file);
        lock.close();
      } catch (IOException e) {
        throw Storage.of("cannot remove " + file, e);
      }
    }
  }
}
