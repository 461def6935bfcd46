package topiclora.lm.internal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole folders at once. */
public final class StoreFiles {
  private static final long MEGA = 1_000_000;

  private StoreFiles() {}

  /** Deletes the folder and all in it; links are deleted, not followed. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> walk = Files.walk(folder)) {
      deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }

  /** Bytes of all files together; a file that disappears meanwhile counts nothing. */
  public static long bytes(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.map(Path::toFile)
          .filter(java.io.File::isFile)
          .mapToLong(java.io.File::length)
          .sum();
    } catch (IOException | UncheckedIOException changing) {
      return 0;
    }
  }

  /** Fails now rather than after a long transfer. */
  static void wantSpace(Path folder, long bytes) throws IOException {
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free < bytes) {
      throw new IOException(
          "it takes %d MB of disk and %s has %d MB; XDG_CACHE_HOME can name another"
              .formatted(bytes / MEGA, folder, free / MEGA));
    }
  }
}
