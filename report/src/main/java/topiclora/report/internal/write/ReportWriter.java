package topiclora.report.internal.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.lm.internal.io.AtomicDirectory;
import topiclora.lm.internal.io.AtomicFile;
import topiclora.report.ReportFormat;
import topiclora.report.internal.content.Report;

/** Puts a report on the disk. */
public final class ReportWriter {
  private ReportWriter() {}

  /**
   * Writes {@code report} to a place, whole or not at all.
   *
   * @throws Storage where it cannot be written, or tables would go into a folder that is not empty
   */
  public static void write(Report report, ReportFormat format, Path place) {
    switch (format) {
      case HTML -> file(place, Page.of(report));
      case JSON -> file(place, ReportJson.exact(report) + "\n");
      case CSV -> AtomicDirectory.write(place, List.of(new ReportTables(report)));
    }
  }

  private static void file(Path place, String content) {
    ReportFormat.requireFile(place);
    Path file = place.toAbsolutePath().normalize();
    try {
      Files.createDirectories(file.resolveSibling("."));
      // Encoding replaces halves of characters.
      AtomicFile.write(file, sink -> sink.write(UTF_8.encode(content)));
    } catch (IOException e) {
      throw Storage.of("cannot write " + place, e);
    }
  }
}
