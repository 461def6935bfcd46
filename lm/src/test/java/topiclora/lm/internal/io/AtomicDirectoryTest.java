package topiclora.lm.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.lm.TopicLoraException.Storage;

final class AtomicDirectoryTest {
  @TempDir private Path beside;
  private Path place;

  @BeforeEach
  void anOldFolder() {
    place = beside.resolve("m");
    AtomicDirectory.write(place, List.of(content("old")));
  }

  @Test
  void theNewOneTakesTheOldOnesPlace() throws IOException {
    AtomicDirectory.replace(place, List.of(content("new")));
    assertThat(place.resolve("file")).hasContent("new");
    assertThat(names()).containsExactly("m");
  }

  @Test
  void aPartThatFailsLeavesTheOldOne() throws IOException {
    AtomicDirectory.Part failing =
        folder -> {
          throw new IOException("no space left");
        };
    assertThatThrownBy(() -> AtomicDirectory.replace(place, List.of(content("new"), failing)))
        .isInstanceOf(Storage.class)
        .hasMessageContaining("no space left");
    assertThat(place.resolve("file")).hasContent("old");
    assertThat(names()).containsExactly("m");
  }

  @Test
  void oneThatWasKilledBetweenItsTwoMovesIsTakenBack() throws IOException {
    Files.move(place, beside.resolve("m.before"));
    AtomicDirectory.write(beside.resolve("m.unfinished"), List.of(content("new")));
    AtomicDirectory.settle(place);
    assertThat(place.resolve("file")).hasContent("old");
    AtomicDirectory.replace(place, List.of(content("newer")));
    assertThat(place.resolve("file")).hasContent("newer");
    assertThat(names()).containsExactly("m");
  }

  @Test
  void oneThatWasKilledBeforeItRemovedTheOldOneIsDone() throws IOException {
    AtomicDirectory.write(beside.resolve("m.before"), List.of(content("older")));
    AtomicDirectory.settle(place);
    assertThat(place.resolve("file")).hasContent("old");
    AtomicDirectory.replace(place, List.of(content("new")));
    assertThat(place.resolve("file")).hasContent("new");
    assertThat(names()).containsExactly("m");
  }

  private static AtomicDirectory.Part content(String text) {
    return folder -> Files.writeString(folder.resolve("file"), text);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(beside)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
