package topiclora.core.internal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.core.LearningOptions;
import topiclora.lm.LinearKind;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.model.TinyBase;

final class CheckpointTest {
  @TempDir private Path folder;

  @Test
  void theWorkOfAnotherFitIsRefused() {
    Path work = folder.resolve("work");
    Checkpoint.open(work, "one corpus", true);
    assertThatThrownBy(() -> Checkpoint.open(work, "another corpus", true))
        .isInstanceOf(TopicLoraException.BadModel.class)
        .hasMessageContaining("holds the work of another fit")
        .hasMessageNotContaining("\n");
    assertThat(work).isDirectoryContaining("glob:**fingerprint");
  }

  @Test
  void withoutResumingOtherWorkIsRemoved() throws Exception {
    Path work = folder.resolve("work");
    Checkpoint.open(work, "one corpus", true);
    Files.writeString(work.resolve("windows.bf16"), "old");
    Checkpoint.open(work, "another corpus", false);
    assertThat(work.resolve("windows.bf16")).doesNotExist();
    assertThat(work.resolve("fingerprint")).hasContent("another corpus");
  }

  @Test
  void whatASaveLeftThatWasKilledIsRemovedToo() throws Exception {
    Path work = folder.resolve("work");
    Checkpoint checkpoint = Checkpoint.open(work, "one corpus", true);
    Path part = work.resolve("state.safetensors.1234.part");
    Files.writeString(part, "half");
    Checkpoint.open(work, "one corpus", true);
    assertThat(part).doesNotExist();
    Files.writeString(part, "half");
    checkpoint.close();
    assertThat(work).doesNotExist();
  }

  @Test
  void afterTheEndNothingIsLeft() {
    Path work = folder.resolve("work");
    try (var base = TinyBase.open(folder.resolve("base"))) {
      Checkpoint checkpoint = Checkpoint.open(work, "one corpus", true);
      var module = new ModuleId(1, LinearKind.DOWN);
      FitState state = new FitState(base.config(), List.of(module), 4, 2, LearningOptions.topics());
      assertThat(checkpoint.restore(state)).isFalse();
      checkpoint.save(state);
      assertThat(checkpoint.restore(state)).isTrue();
      checkpoint.close();
      assertThat(work).doesNotExist();
    }
  }

  @Test
  void aDamagedStateIsSaidToBeSo() throws Exception {
    Path work = folder.resolve("work");
    try (var base = TinyBase.open(folder.resolve("base"))) {
      Checkpoint checkpoint = Checkpoint.open(work, "one corpus", true);
      var module = new ModuleId(1, LinearKind.DOWN);
      FitState state = new FitState(base.config(), List.of(module), 4, 2, LearningOptions.topics());
      Files.writeString(work.resolve("state.safetensors"), "no state");
      assertThatThrownBy(() -> checkpoint.restore(state))
          .isInstanceOf(TopicLoraException.class)
          .hasMessageContaining("state.safetensors")
          .hasMessageNotContaining("\n");
    }
  }
}
