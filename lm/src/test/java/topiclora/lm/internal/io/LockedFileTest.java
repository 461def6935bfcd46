package topiclora.lm.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LockedFileTest {
  @TempDir private Path folder;

  @Test
  void oneHasAFileUntilItIsClosedAndItsContentStays() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "mine");
    try (var first = LockedFile.of(file).orElseThrow()) {
      assertThat(first).isNotNull();
      assertThat(LockedFile.of(file)).isEmpty();
      assertThat(LockedFile.made(file)).isEmpty();
      LockedFile.made(folder.resolve("b")).orElseThrow().close();
    }
    LockedFile.made(file).orElseThrow().close();
    assertThat(file).hasContent("mine");
  }

  @Test
  void aMissingFileIsMadeOnlyWhereThatIsAskedFor() {
    assertThatThrownBy(() -> LockedFile.of(folder.resolve("a")))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(folder).isEmptyDirectory();
  }
}
