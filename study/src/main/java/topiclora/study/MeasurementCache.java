package topiclora.study;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.lm.internal.io.JsonMapping;

/** Figures that were measured already, in a file, so that a study that was stopped goes on. */
final class MeasurementCache {

  private final Path file;
  private final Map<String, Note> notes;

  /** One measurement and the time that it took. */
  record Note(double seconds, double[] values) {}

  private MeasurementCache(Path file, Map<String, Note> notes) {
    this.file = file;
    this.notes = notes;
  }

  /** Those in the file, none where it is not there. */
  static MeasurementCache open(Path file) {
    try {
      return new MeasurementCache(
          file,
          Files.exists(file)
              ? JsonMapping.PLAIN.readValue(
                  file.toFile(), new TypeReference<TreeMap<String, Note>>() {})
              : new TreeMap<>());
    } catch (IOException e) {
      throw Storage.of("cannot read " + file + "; remove it to measure anew", e);
    }
  }

  /** What was noted under this name, or what is measured now. */
  Note of(String name, Supplier<double[]> measure) {
    Note known = notes.get(name);
    if (known != null) {
      return known;
    }
    long start = System.nanoTime();
    double[] values = measure.get();
    Note note = new Note((System.nanoTime() - start) / 1e9, values);
    put(name, note);
    return note;
  }

  /** Notes a time alone. */
  void put(String name, double seconds) {
    put(name, new Note(seconds, new double[0]));
  }

  /** The time noted under this name; 0 where there is none. */
  double seconds(String name) {
    Note known = notes.get(name);
    return known == null ? 0 : known.seconds();
  }

  private void put(String name, Note note) {
    notes.put(name, note);
    save();
  }

  private void save() {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.write(next, JsonMapping.PLAIN.writeValueAsBytes(notes));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw Storage.of("cannot write " + file, e);
    }
  }
}
