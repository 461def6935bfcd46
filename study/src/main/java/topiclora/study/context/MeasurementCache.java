package topiclora.study.context;

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

/** Metrics that were measured already, in a file, so that a study that was stopped goes on. */
final class MeasurementCache {

  private final Path file;
  private final Map<String, Measurement> measurements;

  /** One measurement and the time that it took. */
  record Measurement(double seconds, double[] values) {}

  private MeasurementCache(Path file, Map<String, Measurement> measurements) {
    this.file = file;
    this.measurements = measurements;
  }

  /** Those in the file, none where it is not there. */
  static MeasurementCache open(Path file) {
    try {
      return new MeasurementCache(
          file,
          Files.exists(file)
              ? JsonMapping.PLAIN.readValue(
                  file.toFile(), new TypeReference<TreeMap<String, Measurement>>() {})
              : new TreeMap<>());
    } catch (IOException e) {
      throw Storage.of("cannot read " + file + "; remove it to measure anew", e);
    }
  }

  /** What was kept under this name, or what is measured now. */
  Measurement of(String name, Supplier<double[]> measure) {
    Measurement known = measurements.get(name);
    if (known != null) {
      return known;
    }
    long start = System.nanoTime();
    double[] values = measure.get();
    Measurement measurement = new Measurement((System.nanoTime() - start) / 1e9, values);
    put(name, measurement);
    return measurement;
  }

  /** Keeps a time alone. */
  void put(String name, double seconds) {
    put(name, new Measurement(seconds, new double[0]));
  }

  /** The time kept under this name; 0 where there is none. */
  double seconds(String name) {
    Measurement known = measurements.get(name);
    return known == null ? 0 : known.seconds();
  }

  private void put(String name, Measurement measurement) {
    measurements.put(name, measurement);
    save();
  }

  private void save() {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.write(next, JsonMapping.PLAIN.writeValueAsBytes(measurements));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw Storage.of("cannot write " + file, e);
    }
  }
}
