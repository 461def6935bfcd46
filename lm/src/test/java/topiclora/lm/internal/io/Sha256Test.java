package topiclora.lm.internal.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.lm.TopicLoraException;

final class Sha256Test {
  /** Of {@code abc}, in FIPS 180-2. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir private Path folder;

  @Test
  void textsAndFilesHaveTheDigestOfTheStandard() throws IOException {
    assertThat(Sha256.hex("abc")).isEqualTo(ABC);
    assertThat(Sha256.of("abc")).startsWith(0xba, 0x78).hasSize(32);
    Path abc = Files.writeString(folder.resolve("abc"), "abc");
    assertThat(Sha256.ofFile(abc)).isEqualTo(ABC);
    Path a = Files.writeString(folder.resolve("a"), "a");
    Path bc = Files.writeString(folder.resolve("bc"), "bc");
    assertThat(Sha256.ofFiles(List.of(a, bc))).isEqualTo(ABC);
  }

  @Test
  void aFileLongerThanWhatIsReadAtOnceIsReadToItsEnd() throws IOException {
    String text = "0123456789".repeat(250_000);
    Path file = Files.writeString(folder.resolve("long"), text);
    assertThat(Sha256.ofFile(file)).isEqualTo(Sha256.hex(text));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Sha256.ofFiles(List.of(folder.resolve("none"))))
        .isInstanceOf(TopicLoraException.Storage.class)
        .hasMessageStartingWith("cannot read " + folder.resolve("none"));
  }
}
