package topiclora.report;

import java.nio.file.Files;
import java.nio.file.Path;

/** What a report is written as. */
public enum ReportFormat {
  /** One page that needs nothing beside it: a file. */
  HTML,
  /** A table for each kind of thing: a folder. */
  CSV,
  /** Everything as one value: a file. */
  JSON;

  /** Fails where a folder lies at a place that a file is to be written to. */
  public static void requireFile(Path place) {
    if (Files.isDirectory(place)) {
      throw new IllegalArgumentException(place + " is a folder; wanted a file to write to");
    }
  }
}
