package topiclora.model;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import topiclora.TopicLoraException;

/**
 * A folder that is there whole or not at all: it is filled beside its place and then moved there.
 */
public final class WholeFolder {
  private WholeFolder() {}

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
    Path place = folder.toAbsolutePath().normalize();
    Path unfinished = place.resolveSibling(place.getFileName() + ".unfinished");
    try {
      if (Files.isDirectory(place) && !isEmpty(place)) {
        throw new DirectoryNotEmptyException(place.toString());
      }
      remove(unfinished);
      try {
        Files.createDirectories(unfinished);
        for (Part part : parts) {
          part.writeInto(unfinished);
        }
        Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        remove(unfinished);
      }
    } catch (DirectoryNotEmptyException e) {
      throw new TopicLoraException.Storage(folder + " is there already and not empty", e);
    } catch (IOException e) {
      throw new TopicLoraException.Storage(
          "cannot write to " + folder + ": " + e.getMessage() + "; disk full?", e);
    }
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
