package topiclora.core.internal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.core.LearningOptions;
import topiclora.core.internal.start.Encoder;
import topiclora.lm.LinearKind;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.model.TinyBase;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

final class ParametersTest {
  private static final ModuleId DOWN = new ModuleId(1, LinearKind.DOWN);

  private final Random random = new Random(4);

  @Test
  void aRegaugedEncoderExpectsTheMovedAndScaledVectors() {
    try (var scope = Scope.open()) {
      Tensor features = TinyBase.gaussian(random, 1, 4, 5);
      Tensor shift = TinyBase.gaussian(random, 1, 3);
      Tensor scale = Tensor.of(new float[] {2, -1, 0.5f}, 3);
      Encoder encoder =
          new Encoder(
              TinyBase.gaussian(random, 1, 5, 3),
              TinyBase.gaussian(random, 1, 3),
              TinyBase.gaussian(random, 1, 5),
              TinyBase.gaussian(random, 1, 5).abs().add(0.5));
      assertThat(encoder.regauged(shift, scale).predict(features).toFloats())
          .containsExactly(
              encoder.predict(features).sub(shift).mul(scale).toFloats(), within(1e-4f));
    }
  }

  @Test
  void anotherGaugeIsTheSameModel(@TempDir Path folder) {
    try (var base = TinyBase.open(folder);
        var scope = Scope.open()) {
      Parameters learned =
          Parameters.empty(base.config(), List.of(DOWN), 5, 3, LearningOptions.topics());
      learned.tensors().values().forEach(t -> t.copyInPlace(gaussian(t)));
      Tensor square = TinyBase.gaussian(random, 1, 3, 3);
      learned.fisher().blocks().copyInPlace(square.matmul(square.transpose(0, 1)).unsqueeze(0));
      Parameters gauged = learned.normalised();
      Tensor h = TinyBase.gaussian(random, 1, 5, 4, base.config().in(LinearKind.DOWN));
      assertThat(effect(gauged, h)).containsExactly(effect(learned, h), within(1e-3f));
      Tensor mean = learned.x().mean(0);
      assertThat(effect(learned.recentred(mean), h))
          .containsExactly(effect(learned, h), within(1e-3f));
      assertThat(gauged.fisher().scale()).isCloseTo(1, within(1e-4));
      float[] stretched = gauged.x().abs().div(learned.x().abs()).toFloats();
      float[] alike = new float[stretched.length];
      Arrays.fill(alike, stretched[0]);
      assertThat(stretched).containsExactly(alike, within(1e-4f));
      for (float skew : gauged.x().square().mul(gauged.x()).sum(0).toFloats()) {
        assertThat(skew).isPositive();
      }
    }
  }

  private Tensor gaussian(Tensor like) {
    return TinyBase.gaussian(random, 1, like.shape());
  }

  private static float[] effect(Parameters learned, Tensor h) {
    Tensor delta = learned.adapter().with(learned.x()).delta(DOWN, h);
    return Objects.requireNonNull(delta).toFloats();
  }
}
