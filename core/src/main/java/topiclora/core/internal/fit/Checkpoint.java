package topiclora.core.internal.fit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.tensor.Safetensors;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The folder in which a fit keeps its work, so that it can be stopped at any moment and continued
 * to the same bits.
 *
 * <p>It holds the cached activations and one file with the state, replaced as a whole: a killed
 * process leaves the old one or the new one. Both belong to one corpus, base and set of options,
 * named by a fingerprint.
 */
public final class Checkpoint implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final String fingerprint;
  private final Duration between;
  private final @Nullable Path shared;
  private long saved = System.nanoTime();

  private Checkpoint(Path folder, String fingerprint, Duration between, @Nullable Path shared) {
    this.folder = folder;
    this.fingerprint = fingerprint;
    this.between = between;
    this.shared = shared;
  }

  /**
   * Makes the folder, or goes on with the one that is there.
   *
   * @param fingerprint of everything that the work depends on
   * @param resume whether earlier work is continued; without it, it is removed
   */
  public static Checkpoint open(Path folder, String fingerprint, boolean resume) {
    return open(folder, fingerprint, resume, BETWEEN);
  }

  /** The same with a time of one's own between two saves in the middle of a pass. */
  public static Checkpoint open(Path folder, String fingerprint, boolean resume, Duration between) {
    Checkpoint checkpoint = new Checkpoint(folder, fingerprint, between, null);
    try {
      if (!resume) {
        checkpoint.close();
      }
      Files.createDirectories(folder);
      checkpoint.requireSameWork();
      checkpoint.remove("*.part"); // of a process that was killed while it saved
    } catch (IOException e) {
      throw new TopicLoraException.Storage("cannot write to " + folder + ": " + e.getMessage(), e);
    }
    return checkpoint;
  }

  private void requireSameWork() throws IOException {
    Path name = folder.resolve("fingerprint");
    if (Files.exists(name) && !Files.readString(name).equals(fingerprint)) {
      throw new TopicLoraException.BadModel(
          folder
              + " holds the work of another fit (other options, corpus, base or type of number);"
              + " --restart throws it away and begins again");
    }
    Files.writeString(name, fingerprint);
  }

  /**
   * The same work, with its activations in a file that other fits of the same windows and first
   * layer use too, and that stays.
   */
  public Checkpoint sharing(Path activations) {
    return new Checkpoint(folder, fingerprint, between, activations);
  }

  Path activations() {
    return shared == null ? ownActivations() : shared;
  }

  /**
   * What the base takes each document to be about: read once, and kept beside the activations.
   *
   * @param seed which says what is held out of a document
   */
  Tensor promptEmbeddings(long seed, Supplier<Tensor> read) {
    Path file =
        activations().resolveSibling(activations().getFileName() + "." + seed + ".subjects");
    try {
      if (!Files.exists(file)) {
        Safetensors.write(file, Map.of("subjects", read.get()), Map.of());
      }
      try (var found = Safetensors.open(file)) {
        return found.tensor("subjects");
      }
    } catch (IOException e) {
      throw new TopicLoraException.Storage("cannot keep " + file + ": " + e.getMessage(), e);
    }
  }

  private Path ownActivations() {
    return folder.resolve("windows.bf16");
  }

  private Path state() {
    return folder.resolve("state.safetensors");
  }

  /** Writes the state if the last time is some while ago. */
  public void saveNowAndThen(FitState state) {
    if (System.nanoTime() - saved >= between.toNanos()) {
      save(state);
    }
  }

  public void save(FitState state) {
    try {
      String progressed = JSON.writeValueAsString(state.progressed());
      Safetensors.write(state(), state.tensors(), Map.of("progressed", progressed));
    } catch (IOException e) {
      throw new TopicLoraException.Storage("cannot write " + state() + ": " + e.getMessage(), e);
    }
    saved = System.nanoTime();
  }

  /** Whether there was a state to go on from. */
  public boolean restore(FitState state) {
    if (!Files.exists(state())) {
      return false;
    }
    try (var scope = Scope.open();
        var file = Safetensors.open(state())) {
      state.tensors().forEach((name, tensor) -> tensor.copyInPlace(file.tensor(name)));
      String progressed = Objects.requireNonNull(file.metadata().get("progressed"));
      state.restore(JSON.readValue(progressed, FitState.Progressed.class));
    } catch (IOException e) {
      throw new TopicLoraException.Storage("cannot read " + state() + ": " + e.getMessage(), e);
    }
    return true;
  }

  /** Removes the folder and all that a fit put in it, whole or half written. */
  @Override
  public void close() {
    try {
      remove("*.{part,subjects}");
      for (Path file :
          new Path[] {ownActivations(), state(), folder.resolve("fingerprint"), folder}) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new TopicLoraException.Storage("cannot remove " + folder + ": " + e.getMessage(), e);
    }
  }

  private void remove(String glob) throws IOException {
    if (Files.isDirectory(folder)) {
      try (var files = Files.newDirectoryStream(folder, glob)) {
        for (Path file : files) {
          Files.delete(file);
        }
      }
    }
  }
}
