package topiclora.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LearningOptionsTest {
  @Test
  void theBuilderOfSomeOptionsBuildsThemAgain() {
    for (LearningOptions options : List.of(LearningOptions.topics(), LearningOptions.plugins())) {
      assertThat(options.toBuilder().build()).isEqualTo(options);
    }
    LearningOptions changed =
        LearningOptions.plugins().toBuilder().maxNonzero(7).seed(3).layers(1, 2).build();
    assertThat(changed.toBuilder().build())
        .isEqualTo(changed)
        .isNotEqualTo(LearningOptions.plugins());
  }

  private static Arguments wrong(Consumer<LearningOptions.Builder> change, String message) {
    return Arguments.of(change, message);
  }

  private static Stream<Arguments> mistakes() {
    ModulationForm none = ModulationForm.of(Modulate.NONE);
    return Stream.of(
        wrong(o -> o.rank(0), "rank is 0, wanted 1 to 4096"),
        wrong(o -> o.maxTokens(8), "maxTokens is 8, wanted at least the window's 16"),
        wrong(o -> o.epochs(-1), "epochs is -1, wanted 0 to 1000"),
        wrong(o -> o.newtonStep(2), "newtonStep is 2.0, wanted more than 0, at most 1"),
        wrong(o -> o.foldInSteps(0), "foldInSteps is 0, wanted 1 to 100"),
        wrong(o -> o.maxNonzero(-1), "maxNonzero is -1, wanted at least 1, or 0 for all"),
        wrong(o -> o.maxNonzero(8), "maxNonzero is 8; it is for long vectors"),
        wrong(o -> o.orthogonality(1), "orthogonality is 1.0; it wants modulate both"),
        wrong(o -> o.sharedLearningRate(2), "sharedLearningRate is 2.0, wanted 0 to 1"),
        wrong(o -> o.targetModules(List.of()), "targetModules is empty, wanted at least one"),
        wrong(o -> o.modulation(none).rank(1), "rank is 1, modulate none wants at least 2"),
        wrong(o -> o.modulation(none).nonNegative(true), "modulate none has no vectors to share"),
        wrong(o -> o.modulation(none).sharedLearningRate(0), "modulate none learns nothing else"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsNamedByTheFieldThatItIsIn(
      Consumer<LearningOptions.Builder> change, String message) {
    LearningOptions.Builder options = LearningOptions.topics().toBuilder();
    change.accept(options);
    assertThatThrownBy(options::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @MethodSource("formsThatCannotBe")
  void aFormThatCannotBeSaysWhy(
      Modulate modulate, VectorShape shape, boolean trainA, String message) {
    assertThatThrownBy(() -> new ModulationForm(modulate, shape, trainA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static Stream<Arguments> formsThatCannotBe() {
    return Stream.of(
        Arguments.of(
            Modulate.BOTH,
            VectorShape.COLUMN,
            false,
            "vectorShape is column, which wants modulate down or up, not both"),
        Arguments.of(
            Modulate.HYPER,
            VectorShape.RANK,
            true,
            "trainA is true; modulate hyper has an A that stays random"),
        Arguments.of(
            Modulate.NONE, VectorShape.RANK, true, "trainA is true; modulate none has no A"));
  }
}
