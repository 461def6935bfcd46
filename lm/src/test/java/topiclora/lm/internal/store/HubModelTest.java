package topiclora.lm.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.lm.BaseStore;
import topiclora.lm.Progress;
import topiclora.lm.StoreWithHub;
import topiclora.lm.TopicLoraException.BadBase;
import topiclora.lm.TopicLoraException.Storage;

final class HubModelTest {
  private static final String NAME = "hf:org/tiny";

  @TempDir Path cache;
  private final LocalHub hub =
      new LocalHub().file("config.json", "{}").file("tokenizer.json", "{}");
  private final byte[] weights = new byte[300_000];

  HubModelTest() {
    new Random(1).nextBytes(weights);
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void whatAModelNeedsIsFetchedAndNothingElse() throws IOException {
    hub.file("model.safetensors", weights).file("README.md", "#").file("pytorch_model.bin", "old");
    Path model = store(null).resolve(NAME, Progress.SILENT);
    assertThat(names(model)).containsExactly("config.json", "model.safetensors", "tokenizer.json");
    assertThat(model.resolve("model.safetensors")).hasBinaryContent(weights);
    assertThat(store(null).list()).extracting(BaseStore.Cached::name).containsExactly(NAME);
    int requests = hub.log().size();
    assertThat(store(null).resolve(NAME, Progress.SILENT)).isEqualTo(model);
    assertThat(hub.log()).hasSize(requests);
  }

  @Test
  void shardsAreThoseThatTheIndexNames() throws IOException {
    hub.file("model-1.safetensors", weights).file("model-2.safetensors", "two");
    hub.file("model-3.safetensors", "not named");
    hub.file(
        "model.safetensors.index.json",
        "{\"weight_map\":{\"a\":\"model-1.safetensors\",\"b\":\"model-2.safetensors\",\"c\":\"model-1.safetensors\"}}");
    assertThat(names(store(null).pull(NAME, Progress.SILENT)))
        .contains("model-1.safetensors", "model-2.safetensors", "model.safetensors.index.json")
        .doesNotContain("model-3.safetensors");
  }

  @Test
  void anIndexThatNamesAFileOutsideIsRefused() {
    hub.file("model.safetensors.index.json", "{\"weight_map\":{\"a\":\"../evil.json\"}}");
    assertThatThrownBy(() -> store(null).pull(NAME, Progress.SILENT))
        .isInstanceOf(BadBase.class)
        .hasMessageContaining("../evil.json");
  }

  @Test
  void aBrokenTransferGoesOnWhereItBroke() {
    hub.file("model.safetensors", weights).breaking(2);
    Path model = store(null).pull(NAME, Progress.SILENT);
    assertThat(model.resolve("model.safetensors")).hasBinaryContent(weights);
    assertThat(hub.log()).anyMatch(request -> request.matches("store .* bytes=[1-9]\\d*-"));
  }

  @Test
  void aKilledFetchIsTakenUpNextTime() throws IOException {
    hub.file("model.safetensors", weights);
    Path work = cache.resolve(".hf--org--tiny.part");
    Path left = Files.createDirectories(work.resolve(LocalHub.REVISION));
    Files.write(left.resolve("model.safetensors.part"), Arrays.copyOf(weights, 1000));
    Files.createDirectories(work.resolve("another-revision"));
    Path model = store(null).pull(NAME, Progress.SILENT);
    assertThat(model.resolve("model.safetensors")).hasBinaryContent(weights);
    assertThat(hub.log()).contains("store /model.safetensors bytes=1000-");
    assertThat(work).doesNotExist();
  }

  @Test
  void weightsThatAreNotWhatTheHubListsAreThrownAway() {
    hub.file("model.safetensors", weights).lying();
    assertThatThrownBy(() -> store(null).pull(NAME, Progress.SILENT))
        .isInstanceOf(BadBase.class)
        .hasMessageContaining("SHA-256 differs");
    assertThat(store(null).list()).isEmpty();
  }

  @Test
  void theTokenIsShownToTheHubAndToNoOther() {
    hub.file("model.safetensors", weights);
    store("secret").pull(NAME, Progress.SILENT);
    assertThat(hub.log())
        .allMatch(request -> request.startsWith("front") == request.endsWith("Bearer secret"));
  }

  @Test
  void aModelThatIsNotThereOrNotOfOurKindIsExplained() {
    assertThatThrownBy(() -> store(null).pull("hf:org/none", Progress.SILENT))
        .isInstanceOf(BadBase.class)
        .hasMessageContaining("misspelt, or gated");
    assertThatThrownBy(() -> store(null).pull(NAME, Progress.SILENT))
        .isInstanceOf(BadBase.class)
        .hasMessageContaining("has no model.safetensors");
  }

  @Test
  void aHubThatDoesNotAnswerIsNamed() {
    BaseStore store = store(URI.create("http://localhost:1"), null);
    assertThatThrownBy(() -> store.pull(NAME, Progress.SILENT))
        .isInstanceOf(Storage.class)
        .hasMessage(
            "cannot fetch hf:org/tiny: no answer from localhost; offline? HF_ENDPOINT can name a"
                + " mirror");
  }

  private BaseStore store(@Nullable String token) {
    return store(hub.uri(), token);
  }

  private BaseStore store(URI endpoint, @Nullable String token) {
    Hub address = new Hub(endpoint, token, Duration.ZERO);
    return StoreWithHub.of(cache, address);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
