package topiclora.core.internal.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.io.JsonMapping;
import topiclora.lm.internal.tensor.Safetensors;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The folder in which a fit keeps its work, so that it can be stopped at any moment and continued
 * to the same bits.
 *
 * <p>It holds the cached activations and one file with the state, replaced as a whole: a killed
 * process leaves the old one or the new one. Both belong to one set of {@link FitInputs}, named in
 * a third file; the work of other inputs is refused. It stays until it is {@linkplain #discard()
 * discarded}, which is done when the model is saved, and not when a fit fails.
 *
 * <pre>{@code
 * FitInputs inputs = FitInputs.of(base, tokenized.corpusSummary(), options);
 * Checkpoint work = Checkpoint.open(Path.of("news.fit"), inputs, true);
 * TopicModel.fit(base, tokenized, options, work, Progress.SILENT).save(Path.of("news"));
 * work.discard();
 * }</pre>
 */
public final class Checkpoint {
  private static final Duration BETWEEN = Duration.ofSeconds(20);

  private final Path folder;
  private final FitInputs inputs;
  private final Duration between;
  private final @Nullable Path shared;
  private long saved = System.nanoTime();

  private Checkpoint(Path folder, FitInputs inputs, Duration between, @Nullable Path shared) {
    this.folder = folder;
    this.inputs = inputs;
    this.between = between;
    this.shared = shared;
  }

  /**
   * Makes the folder, or goes on with the one that is there.
   *
   * @param inputs that the work depends on
   * @param resume whether earlier work is continued; without it, it is discarded
   * @throws TopicLoraException.BadModel where earlier work is to be continued and had other inputs
   */
  public static Checkpoint open(Path folder, FitInputs inputs, boolean resume) {
    return open(folder, inputs, resume, BETWEEN);
  }

  /** The same with a time of one's own between two saves in the middle of an epoch. */
  public static Checkpoint open(Path folder, FitInputs inputs, boolean resume, Duration between) {
    Checkpoint checkpoint = new Checkpoint(folder, inputs, between, null);
    try {
      if (!resume) {
        checkpoint.discard();
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
    Path file = fingerprint();
    if (Files.exists(file)) {
      List<String> others = inputs.differences(Files.readString(file));
      if (!others.isEmpty()) {
        throw new TopicLoraException.BadModel(
            "%s holds the work of another fit, which differs in %s; restart to discard it"
                .formatted(folder, String.join(", ", others)));
      }
    }
    Files.writeString(file, inputs.fingerprint());
  }

  /**
   * The same work, with its activations in a file of {@code shelf} that other fits of the same
   * corpus, base model, windows and first layer use too, and that stays.
   */
  public Checkpoint sharing(Path shelf) {
    return new Checkpoint(
        folder, inputs, between, shelf.resolve("activations." + inputs.activations()));
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
    Path file = activations().resolveSibling(activations().getFileName() + "." + seed + ".prompts");
    try {
      if (!Files.exists(file)) {
        Safetensors.write(file, Map.of("promptEmbeddings", read.get()), Map.of());
      }
      try (var found = Safetensors.open(file)) {
        return found.tensor("promptEmbeddings");
      }
    } catch (IOException e) {
      throw new TopicLoraException.Storage("cannot keep " + file + ": " + e.getMessage(), e);
    }
  }

  private Path ownActivations() {
    return folder.resolve("windows.bf16");
  }

  private Path fingerprint() {
    return folder.resolve("fingerprint");
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
      String progressed = JsonMapping.PLAIN.writeValueAsString(state.progressed());
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
      state.restore(JsonMapping.PLAIN.readValue(progressed, FitState.Progressed.class));
    } catch (IOException e) {
      throw new TopicLoraException.Storage("cannot read " + state() + ": " + e.getMessage(), e);
    }
    return true;
  }

  /** Whether nothing has been computed yet that anyone would go on with. */
  public boolean isEmpty() {
    return Files.notExists(ownActivations()) && Files.notExists(state());
  }

  /**
   * Removes the folder and all that a fit put in it, whole or half written: the model is saved, or
   * nothing can come of this work. Does nothing the second time.
   */
  public void discard() {
    try {
      remove("*.{part,prompts}");
      for (Path file : List.of(ownActivations(), state(), fingerprint(), folder)) {
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
