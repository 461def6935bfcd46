package topiclora.lm.internal.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TinyBaseTest {
  @TempDir private Path folder;

  @Test
  void wholeWordsAreSingleTokensAndTheRestIsSpelled() {
    try (var base = TinyBase.open(folder)) {
      assertThat(base.tokenizer().encode(" boat the moon")).hasSize(3);
      assertThat(base.tokenizer().encode("They wrote")).hasSize(10);
      assertThat(base.tokenizer().decode(base.tokenizer().encode(" boat wept")))
          .isEqualTo(" boat wept");
    }
  }
}
