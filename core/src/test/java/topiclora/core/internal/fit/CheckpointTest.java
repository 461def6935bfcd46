package topiclora.core.internal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import topiclora.core.LearningOptions;
import topiclora.corpus.Corpus;
import topiclora.corpus.CorpusSummary;
import topiclora.corpus.Document;
import topiclora.corpus.Question;
import topiclora.lm.LinearKind;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.model.TinyBase;

final class CheckpointTest {
  private static final LearningOptions OPTIONS = LearningOptions.topics();

  @TempDir private Path folder;

  @Test
  void theWorkOfAnotherFitIsRefused() {
    Path work = folder.resolve("work");
    Checkpoint.open(work, inputs("one corpus"), true);
    assertThatThrownBy(() -> Checkpoint.open(work, inputs("another corpus"), true))
        .isInstanceOf(TopicLoraException.BadModel.class)
        .hasMessage(
            work + " holds the work of another fit, which differs in corpus; restart to discard it")
        .hasMessageNotContaining("\n");
    assertThat(work).isDirectoryContaining("glob:**fingerprint");
  }

  private static Stream<Arguments> otherInputs() {
    LearningOptions more = OPTIONS.toBuilder().epochs(9).build();
    List<Question> asked = List.of(new Question("Who?", List.of("I"), List.of()));
    return Stream.of(
        Arguments.of(new FitInputs("0.0", "base", "F32", "corpus", OPTIONS, List.of()), "version"),
        Arguments.of(
            new FitInputs("1", "other", "F32", "corpus", OPTIONS, List.of()), "base model"),
        Arguments.of(
            new FitInputs("1", "base", "BF16", "corpus", OPTIONS, List.of()), "element type"),
        Arguments.of(new FitInputs("1", "base", "F32", "other", OPTIONS, List.of()), "corpus"),
        Arguments.of(new FitInputs("1", "base", "F32", "corpus", more, List.of()), "options"),
        Arguments.of(new FitInputs("1", "base", "F32", "corpus", OPTIONS, asked), "questions"));
  }

  @ParameterizedTest
  @MethodSource("otherInputs")
  void workIsContinuedOnlyWithTheSameOfEverything(FitInputs other, String difference) {
    Path work = folder.resolve("work");
    FitInputs same = new FitInputs("1", "base", "F32", "corpus", OPTIONS, List.of());
    Checkpoint.open(work, same, true);
    Checkpoint.open(work, new FitInputs("1", "base", "F32", "corpus", OPTIONS, List.of()), true);
    assertThatThrownBy(() -> Checkpoint.open(work, other, true))
        .isInstanceOf(TopicLoraException.BadModel.class)
        .hasMessageContaining("differs in " + difference + ";");
  }

  @Test
  void inputsAreThoseOfBaseCorpusAndQuestions() {
    try (var base = TinyBase.open(folder.resolve("base"))) {
      CorpusSummary one = Corpus.of(List.of(Document.of("a", "text"))).forEach(document -> {});
      CorpusSummary changed = Corpus.of(List.of(Document.of("a", "test"))).forEach(document -> {});
      FitInputs inputs = FitInputs.of(base, one, OPTIONS);
      assertThat(inputs.differences(FitInputs.of(base, one, OPTIONS).fingerprint())).isEmpty();
      assertThat(inputs.differences(FitInputs.of(base, changed, OPTIONS).fingerprint()))
          .containsExactly("corpus");
      List<Question> asked = List.of(new Question("Who?", List.of("I"), List.of("a")));
      assertThat(inputs.differences(inputs.with(asked).fingerprint())).containsExactly("questions");
      assertThat(inputs.baseSha256()).isEqualTo(base.sha256());
    }
  }

  @Test
  void activationsAreSharedByFitsThatReadTheSameAlone() {
    FitInputs inputs = inputs("one corpus");
    LearningOptions ranked = OPTIONS.toBuilder().rank(9).seed(7).build();
    LearningOptions lower = OPTIONS.toBuilder().layers(0, 1).build();
    LearningOptions wider = OPTIONS.toBuilder().window(32).build();
    assertThat(inputs("one corpus", ranked).activations()).isEqualTo(inputs.activations());
    assertThat(
            Stream.of(
                inputs("another corpus"), inputs("one corpus", lower), inputs("one corpus", wider)))
        .extracting(FitInputs::activations)
        .doesNotContain(inputs.activations())
        .doesNotHaveDuplicates();
  }

  @Test
  void aFailureLeavesTheWork() {
    Path work = folder.resolve("work");
    try (var base = TinyBase.open(folder.resolve("base"))) {
      var windows = PlantedCorpus.windows(base, 6);
      Checkpoint checkpoint = Checkpoint.open(work, inputs("planted"), true);
      Progress failing =
          (stage, done, total, note) -> {
            throw new IllegalStateException("no more power");
          };
      Fit fit = new Fit(base, windows, PlantedCorpus.OPTIONS, checkpoint, failing);
      assertThatThrownBy(fit::run).hasMessage("no more power");
    }
    assertThat(work).isDirectoryContaining("glob:**windows.bf16");
    assertThat(AutoCloseable.class.isAssignableFrom(Checkpoint.class)).isFalse();
  }

  @Test
  void withoutResumingOtherWorkIsRemoved() throws Exception {
    Path work = folder.resolve("work");
    Checkpoint.open(work, inputs("one corpus"), true);
    Files.writeString(work.resolve("windows.bf16"), "old");
    Checkpoint.open(work, inputs("another corpus"), false);
    assertThat(work.resolve("windows.bf16")).doesNotExist();
    assertThat(work.resolve("fingerprint"))
        .content()
        .contains("another corpus")
        .doesNotContain("one corpus");
  }

  @Test
  void whatASaveLeftThatWasKilledIsRemovedToo() throws Exception {
    Path work = folder.resolve("work");
    Checkpoint checkpoint = Checkpoint.open(work, inputs("one corpus"), true);
    Path part = work.resolve("state.safetensors.1234.part");
    Files.writeString(part, "half");
    Checkpoint.open(work, inputs("one corpus"), true);
    assertThat(part).doesNotExist();
    Files.writeString(part, "half");
    checkpoint.discard();
    assertThat(work).doesNotExist();
  }

  @Test
  void afterTheEndNothingIsLeft() {
    Path work = folder.resolve("work");
    try (var base = TinyBase.open(folder.resolve("base"))) {
      Checkpoint checkpoint = Checkpoint.open(work, inputs("one corpus"), true);
      var module = new ModuleId(1, LinearKind.DOWN);
      FitState state = new FitState(base.config(), List.of(module), 4, 2, LearningOptions.topics());
      assertThat(checkpoint.restore(state)).isFalse();
      checkpoint.save(state);
      assertThat(checkpoint.restore(state)).isTrue();
      checkpoint.discard();
      assertThat(work).doesNotExist();
    }
  }

  @Test
  void aDamagedStateIsSaidToBeSo() throws Exception {
    Path work = folder.resolve("work");
    try (var base = TinyBase.open(folder.resolve("base"))) {
      Checkpoint checkpoint = Checkpoint.open(work, inputs("one corpus"), true);
      var module = new ModuleId(1, LinearKind.DOWN);
      FitState state = new FitState(base.config(), List.of(module), 4, 2, LearningOptions.topics());
      Files.writeString(work.resolve("state.safetensors"), "no state");
      assertThatThrownBy(() -> checkpoint.restore(state))
          .isInstanceOf(TopicLoraException.class)
          .hasMessageContaining("state.safetensors")
          .hasMessageNotContaining("\n");
    }
  }

  private static FitInputs inputs(String corpus) {
    return inputs(corpus, OPTIONS);
  }

  private static FitInputs inputs(String corpus, LearningOptions options) {
    return new FitInputs("0.1.0", "base", "F32", corpus, options, List.of());
  }
}
