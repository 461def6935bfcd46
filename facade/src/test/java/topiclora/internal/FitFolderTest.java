package topiclora.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.lm.TopicLoraException.BadModel;

final class FitFolderTest {
  @TempDir private Path folder;

  @Test
  void oneFitAtATimeWorksOnAModelAndLeavesNothingBehind() {
    Path model = folder.resolve("m");
    try (var alone = new FitFolder(model).lock()) {
      assertThatThrownBy(() -> new FitFolder(model).lock())
          .isInstanceOf(BadModel.class)
          .hasMessageStartingWith("another fit is at work on " + model);
      try (var beside = new FitFolder(folder.resolve("other")).lock()) {
        assertThat(beside).isNotSameAs(alone);
      }
    }
    assertThat(folder).isEmptyDirectory();
    new FitFolder(model).lock().close();
  }

  @Test
  void theWorkLiesBesideTheModel() {
    assertThat(new FitFolder(folder.resolve("m")).work()).isEqualTo(folder.resolve("m.fit"));
    assertThat(new FitFolder(folder.resolve("x/../m/.")).work()).isEqualTo(folder.resolve("m.fit"));
  }

  @Test
  void aPlaceIsFreeWhereNothingLiesOrAnEmptyFolder() throws IOException {
    Path model = folder.resolve("m");
    assertThatCode(new FitFolder(model)::requireFree).doesNotThrowAnyException();
    Files.createDirectory(model);
    assertThatCode(new FitFolder(model)::requireFree).doesNotThrowAnyException();
    Files.writeString(model.resolve("x"), "mine");
    for (Path taken : new Path[] {model, model.resolve("x")}) {
      assertThatThrownBy(new FitFolder(taken)::requireFree)
          .isInstanceOf(BadModel.class)
          .hasMessage(taken + " is there already; name another output, or remove it first");
    }
  }
}
