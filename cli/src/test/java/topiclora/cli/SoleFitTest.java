package topiclora.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.lm.TopicLoraException.BadModel;

final class SoleFitTest {
  @TempDir private Path folder;

  @Test
  void oneFitAtATimeWorksOnAModelAndLeavesNothingBehind() {
    Path model = folder.resolve("m");
    try (var alone = SoleFit.of(model)) {
      assertThatThrownBy(() -> SoleFit.of(model))
          .isInstanceOf(BadModel.class)
          .hasMessageStartingWith("another fit is at work on " + model);
      try (var beside = SoleFit.of(folder.resolve("other"))) {
        assertThat(beside).isNotSameAs(alone);
      }
    }
    assertThat(folder).isEmptyDirectory();
    SoleFit.of(model).close();
  }
}
