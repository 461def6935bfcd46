package topiclora.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.lm.internal.io.AtomicDirectory;
import topiclora.report.internal.Page;
import topiclora.report.internal.Report;
import topiclora.report.internal.ReportJson;
import topiclora.report.internal.ReportTables;

/** What a {@link Report} is written as. */
public enum ReportFormat {
  /** One page that needs nothing beside it: a file. */
  HTML,
  /** A table for each kind of thing: a folder. */
  CSV,
  /** Everything as one value: a file. */
  JSON;

  /**
   * Writes {@code report} to a place, whole or not at all.
   *
   * @throws Storage where it cannot be written, or tables would go into a folder that is not empty
   */
  public void write(Report report, Path place) {
    switch (this) {
      case HTML -> file(place, Page.of(report));
      case JSON -> file(place, ReportJson.exact(report) + "\n");
      case CSV -> AtomicDirectory.write(place, List.of(new ReportTables(report)));
    }
  }

  /** Fails where a folder lies at a place that a file is to be written to. */
  public static void requireFile(Path place) {
    if (Files.isDirectory(place)) {
      throw new IllegalArgumentException(place + " is a folder; wanted a file to write to");
    }
  }

  private static void file(Path place, String content) {
    requireFile(place);
    Path file = place.toAbsolutePath().normalize();
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    try {
      Files.createDirectories(file.resolveSibling("."));
      try {
        Files.write(unfinished, content.getBytes(UTF_8)); // which replaces halves of characters
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw Storage.of("cannot write " + place, e);
    }
  }
}
