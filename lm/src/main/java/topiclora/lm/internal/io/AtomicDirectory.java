package topiclora.lm.internal.io;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import topiclora.lm.TopicLoraException;

/**
 * A folder that is there whole or not at all: it is filled beside its place and then moved there.
 */
public final class AtomicDirectory {
  private AtomicDirectory() {}

  /** Something that a folder holds. */
  @FunctionalInterface
  public interface Part {
    /** Writes it into {@code folder}, which is there and not yet in its place. */
    void writeInto(Path folder) throws IOException;
  }

  /**
   * Makes {@code folder} of {@code parts}, written in their order.
   *
   * @throws TopicLoraException.Storage where there is something at {@code folder} already other
   *     than an empty folder, or a part cannot be written; nothing is left then
   */
  public static void write(Path folder, List<Part> parts) {
    try {
      if (Files.isDirectory(folder) && !isEmpty(folder)) {
        throw new DirectoryNotEmptyException(folder.toString());
      }
    } catch (IOException e) {
      throw new TopicLoraException.Storage(folder + " is there already and not empty", e);
    }
    fill(
        folder,
        parts,
        (unfinished, place) -> Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE));
  }

  /**
   * Puts a folder made of {@code parts} in the place of the one that is there.
   *
   * <p>No file system of ours swaps two folders in one act, so the old one steps aside for a
   * moment. A process that is killed in it leaves the old one aside, and {@link #settle} brings it
   * back: at any moment one of the two is there, and whole.
   *
   * @throws TopicLoraException.Storage where a part cannot be written; the old folder is as it was
   */
  public static void replace(Path folder, List<Part> parts) {
    fill(
        folder,
        parts,
        (unfinished, place) -> {
          Path aside = aside(place);
          remove(aside);
          Files.move(place, aside, StandardCopyOption.ATOMIC_MOVE);
          try {
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
          } catch (IOException e) {
            settle(place);
            throw e;
          }
          remove(aside);
        });
  }

  /**
   * Brings back the folder that stepped aside, where a replacement was cut short before its end.
   */
  public static void settle(Path folder) {
    Path place = place(folder);
    if (Files.notExists(place) && Files.isDirectory(aside(place))) {
      try {
        Files.move(aside(place), place, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw TopicLoraException.Storage.of("cannot bring back " + folder, e);
      }
    }
  }

  private interface Move {
    void into(Path unfinished, Path place) throws IOException;
  }

  private static void fill(Path folder, List<Part> parts, Move move) {
    Path place = place(folder);
    Path unfinished = place.resolveSibling(place.getFileName() + ".unfinished");
    try {
      remove(unfinished);
      try {
        Files.createDirectories(unfinished);
        for (Part part : parts) {
          part.writeInto(unfinished);
        }
        move.into(unfinished, place);
      } finally {
        remove(unfinished);
      }
    } catch (IOException e) {
      throw new TopicLoraException.Storage(
          "cannot write to " + folder + ": " + e.getMessage() + "; disk full?", e);
    }
  }

  private static Path place(Path folder) {
    return folder.toAbsolutePath().normalize();
  }

  private static Path aside(Path place) {
    return place.resolveSibling(place.getFileName() + ".before");
  }

  /** Deletes a folder with all that is in it, if it is there; links are not followed. */
  public static void remove(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
