package topiclora.study.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import topiclora.core.Modulate;
import topiclora.core.ModulationForm;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.adapter.Modulation;
import topiclora.core.internal.adapter.ModulationFactory;
import topiclora.lm.LinearKind;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/** Sums of vectors, and how vectors are spread. */
final class SumsTest {
  @Test
  void noiseGrowsByTheRootAndACommonDirectionByTheNumber() {
    float[][] noise = gaussian(64, 400);
    float[][] common = new float[64][];
    java.util.Arrays.fill(common, noise[0]);
    assertThat(Growth.of(Deltas.products(noise)).exponent()).isCloseTo(0.5, within(0.05));
    assertThat(Growth.of(Deltas.products(common)).exponent()).isCloseTo(1, within(1e-6));
    assertThat(Growth.of(Deltas.products(common)).length(16)).isCloseTo(16, within(1e-6));
  }

  @Test
  void whatSumsToZeroHasNoExponent() {
    Growth growth = Growth.of(Deltas.products(new float[][] {{1, 0}, {-1, 0}, {0, 2}, {0, -2}}));
    assertThat(growth.length(4)).isLessThan(0.01);
    assertThat(growth.exponent()).isNaN();
  }

  @Test
  void productsOfDeltasAreThoseOfTheDenseMatrices() {
    SequencedMap<ModuleId, Modulation> modules = new LinkedHashMap<>();
    try (var scope = Scope.open()) {
      Random random = new Random(2);
      for (int layer = 0; layer < 2; layer++) {
        modules.put(
            new ModuleId(layer, LinearKind.DOWN),
            new ModulationFactory(ModulationForm.of(Modulate.DOWN)).random(7, 5, 3, 0.5, random));
      }
      Adapter adapter = new Adapter(modules);
      float[][] x = gaussian(2, 3);
      double dense = 0;
      for (Modulation module : modules.values()) {
        Tensor none = module.lora(Tensor.zeros(topiclora.lm.internal.tensor.DType.F32, 3)).merged();
        Tensor a = module.lora(Tensor.of(x[0], 3)).merged().sub(none);
        Tensor b = module.lora(Tensor.of(x[1], 3)).merged().sub(none);
        dense += a.mul(b).sum().item();
      }
      assertThat(Deltas.products(adapter, x)[0][1]).isCloseTo(dense, within(1e-3));
    }
  }

  @Test
  void kurtosisTellsUniformFromNormal() {
    Random random = new Random(1);
    float[][] uniform = new float[4000][1];
    for (float[] row : uniform) {
      row[0] = random.nextFloat();
    }
    assertThat(Distribution.kurtosis(uniform)).isCloseTo(-1.2, within(0.05));
    assertThat(Distribution.kurtosis(gaussian(4000, 1))).isCloseTo(0, within(0.2));
  }

  @Test
  void oneDirectionOfManyIsNotIsotropic() {
    float[][] line = new float[50][4];
    for (int i = 0; i < line.length; i++) {
      line[i][2] = i;
    }
    assertThat(Distribution.isotropy(line)).isCloseTo(0.25, within(1e-9));
    assertThat(Distribution.isotropy(gaussian(4000, 4))).isGreaterThan(0.95);
  }

  @Test
  void halvesFindEachOther() {
    float[][] first = gaussian(30, 8);
    float[][] both = new float[60][];
    IntStream.range(0, 30).forEach(i -> both[i] = both[30 + i] = first[i]);
    assertThat(VectorComparison.recall(both, 1)).isEqualTo(1);
    assertThat(VectorComparison.recall(gaussian(60, 8), 1)).isLessThan(0.3);
  }

  @Test
  void theNearestIsNeverOneself() {
    float[][] x = {{1, 0}, {1, 0.1f}, {0, 1}};
    assertThat(VectorComparison.ofNearest(x)[0]).isSameAs(x[1]);
    assertThat(VectorComparison.ofNearest(x)[2]).isSameAs(x[1]);
  }

  private static float[][] gaussian(int rows, int columns) {
    Random random = new Random(rows + columns);
    float[][] x = new float[rows][columns];
    for (float[] row : x) {
      for (int k = 0; k < columns; k++) {
        row[k] = (float) random.nextGaussian();
      }
    }
    return x;
  }
}
