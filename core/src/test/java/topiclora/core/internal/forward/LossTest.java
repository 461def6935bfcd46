package topiclora.core.internal.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.core.internal.fit.PlantedCorpus;
import topiclora.core.internal.windows.SeededRandom;
import topiclora.core.internal.windows.Windows;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.TinyBase;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/** The loss and the vocabularies that it runs over. */
final class LossTest {
  private static final int VOCABULARY = 6000;
  private static final int[] TARGETS = {40, 44, 60, 41};

  @TempDir private static Path folder;
  private static BaseModel base;

  private final Random random = new Random(5);

  @BeforeAll
  static void openBase() {
    base = TinyBase.open(folder, VOCABULARY);
  }

  @AfterAll
  static void closeBase() {
    base.close();
  }

  @Test
  void lossesAreThoseOfTheLogarithmicSoftmax() {
    try (var scope = Scope.open()) {
      Tensor hidden = TinyBase.gaussian(random, 1, 4, 16);
      SampledSoftmax whole = SampledSoftmax.whole(base);
      float[] expected =
          hidden
              .linear(base.outputWeight())
              .logSoftmax(-1)
              .pick(Tensor.indices(TARGETS))
              .negate()
              .toFloats();
      assertThat(Loss.of(hidden, whole, TARGETS).nll().toFloats())
          .containsExactly(expected, within(1e-4f));
      assertThat(Loss.nll(hidden, whole, TARGETS)).containsExactly(expected, within(1e-4f));
    }
  }

  @Test
  void theGradientAgreesWithFiniteDifferencesInBothVocabularies() {
    try (var scope = Scope.open()) {
      for (SampledSoftmax vocabulary :
          new SampledSoftmax[] {SampledSoftmax.whole(base), sampled(1)}) {
        Tensor hidden = TinyBase.gaussian(random, 1, 4, 16);
        Tensor direction = TinyBase.gaussian(random, 1, 4, 16);
        double expected =
            Loss.of(hidden, vocabulary, TARGETS).gradient().mul(direction).sum().item();
        double above = nats(hidden.add(direction.mul(0.01)), vocabulary);
        double below = nats(hidden.add(direction.mul(-0.01)), vocabulary);
        assertThat((above - below) / 0.02).isCloseTo(expected, within(0.02));
        assertThat(Math.abs(expected)).isGreaterThan(0.2);
      }
    }
  }

  @Test
  void aSampleStandsForTheTokensThatTheCorpusDoesNotUse() {
    try (var scope = Scope.open()) {
      Tensor hidden = TinyBase.gaussian(random, 0.7, 4, 16);
      double whole = nats(hidden, SampledSoftmax.whole(base));
      double mean =
          IntStream.range(0, 20).mapToDouble(i -> nats(hidden, sampled(i))).average().orElseThrow();
      assertThat(mean).isCloseTo(whole, within(0.2));
      assertThat(nats(hidden, sampled(1))).isNotEqualTo(nats(hidden, sampled(2)));
    }
  }

  @Test
  void theSampledVocabularyHasEveryTokenOfTheCorpusOnce() {
    try (var scope = Scope.open()) {
      SampledSoftmax vocabulary = sampled(1);
      Windows windows = windows();
      float[][] weight = vocabulary.weight().toRows();
      float[] offset = vocabulary.offset().toFloats();
      float[][] output = base.outputWeight().toRows();
      for (int token : windows.tokens()) {
        int column = vocabulary.column()[token];
        assertThat(weight[column]).isEqualTo(output[token]);
        assertThat(offset[column]).isZero();
      }
      assertThat(weight.length).isLessThan(VOCABULARY / 3);
      double stoodFor = 0;
      for (float logarithm : offset) {
        stoodFor += Math.exp(logarithm);
      }
      assertThat(stoodFor).isCloseTo(VOCABULARY, within(1.0));
    }
  }

  private static SampledSoftmax sampled(long seed) {
    return SampledSoftmax.of(base, windows(), SeededRandom.generator(seed, "vocabulary", 0));
  }

  private static Windows windows() {
    return PlantedCorpus.windows(base, 12);
  }

  private static double nats(Tensor hidden, SampledSoftmax vocabulary) {
    double sum = 0;
    for (float nats : Loss.nll(hidden, vocabulary, TARGETS)) {
      sum += nats;
    }
    return sum;
  }
}
