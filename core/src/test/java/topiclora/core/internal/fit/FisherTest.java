package topiclora.core.internal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import topiclora.core.Modulate;
import topiclora.core.ModulationForm;
import topiclora.core.Sharing;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.adapter.Modulation;
import topiclora.core.internal.adapter.ModulationFactory;
import topiclora.lm.LinearKind;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.model.TinyBase;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

final class FisherTest {
  private final Random random = new Random(2);
  private Scope scope;

  @BeforeEach
  void openScope() {
    scope = Scope.open();
  }

  @AfterEach
  void closeScope() {
    scope.close();
  }

  /** Whole while a vector is short, then the diagonal. */
  @ParameterizedTest
  @CsvSource({
    "16, 2, ALL, 1, 16",
    "16, 2, MODULE, 1, 32",
    "200, 3, MODULE, 600, 1",
    "600, 1, WEIGHTED, 600, 1"
  })
  void itsBlocksFollowTheVectors(int rank, int modules, Sharing sharing, int count, int size) {
    SequencedMap<ModuleId, Modulation> made = new LinkedHashMap<>();
    for (int layer = 0; layer < modules; layer++) {
      made.put(
          new ModuleId(layer, LinearKind.DOWN),
          new ModulationFactory(ModulationForm.of(Modulate.DOWN)).zeros(4, 4, rank));
    }
    assertThat(Fisher.zeros(Adapter.of(made, sharing)).blocks().shape())
        .containsExactly(count, size, size);
  }

  @Test
  void blocksAreSolvedEachForItself() {
    Tensor gradients = TinyBase.gaussian(random, 1, 50, 6);
    Tensor right = TinyBase.gaussian(random, 1, 5, 6);
    Tensor counts = Tensor.of(new float[] {1, 2, 3, 0, 7}, 5, 1);
    Tensor precision = Tensor.of(new float[] {4, 5, 6, 7, 8, 9}, 6);
    Fisher two = gathered(gradients, 2, 3);
    Tensor solved = two.solve(counts, precision, right);
    for (int block = 0; block < 2; block++) {
      Fisher one = gathered(gradients.narrow(1, 3L * block, 3).contiguous(), 1, 3);
      Tensor part = right.narrow(1, 3L * block, 3).contiguous();
      Tensor alone = one.solve(counts, precision.narrow(0, 3L * block, 3), part);
      assertThat(solved.narrow(1, 3L * block, 3).toFloats())
          .containsExactly(alone.toFloats(), within(1e-5f));
      assertThat(two.solve(right).narrow(1, 3L * block, 3).toFloats())
          .containsExactly(one.solve(part).toFloats(), within(1e-5f));
    }
  }

  @Test
  void theDiagonalIsSolvedLikeBlocksOfOne() {
    Tensor gradients = TinyBase.gaussian(random, 1, 50, 3);
    Tensor right = TinyBase.gaussian(random, 1, 2, 3);
    Tensor counts = Tensor.of(new float[] {1, 4}, 2, 1);
    Tensor precision = Tensor.of(new float[] {4, 5, 6}, 3);
    float[] diagonal = gradients.square().mean(0).toFloats();
    float[][] solved = gathered(gradients, 3, 1).solve(counts, precision, right).toRows();
    float[][] expected = right.toRows();
    for (int d = 0; d < 2; d++) {
      for (int k = 0; k < 3; k++) {
        float curvature = (d == 0 ? 1 : 4) * diagonal[k] + 4 + k;
        assertThat(solved[d][k]).isCloseTo(expected[d][k] / curvature, within(1e-5f));
      }
    }
  }

  private static Fisher gathered(Tensor gradients, int count, int size) {
    Fisher fisher = new Fisher(Tensor.zeros(gradients.type(), count, size, size));
    fisher.gather(gradients);
    return fisher.over(gradients.size(0));
  }
}
