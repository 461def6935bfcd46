package topiclora.lm.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

final class StandardScalerTest {
  private static final float[][] ROWS = {{1, 5}, {3, 5}, {8, 5}};

  @Test
  void columnsHaveMeanZeroAndDeviationOneAndConstantOnesBecomeZero() {
    float[][] rows = StandardScaler.standardised(ROWS);
    double deviation = Math.sqrt(26 / 3.0);
    for (int d = 0; d < 3; d++) {
      assertThat(rows[d][0]).isCloseTo((float) ((ROWS[d][0] - 4) / deviation), within(1e-5f));
      assertThat(rows[d][1]).isZero();
    }
  }

  @Test
  void documentsWithoutFeaturesCountForNothingAndStayZero() {
    try (var scope = Scope.open()) {
      Tensor features = Tensor.ofRows(new float[][] {{1, 5}, {77, -9}, {3, 5}, {8, 5}});
      Tensor present = Tensor.of(new float[] {1, 0, 1, 1}, 4, 1);
      StandardScaler some = StandardScaler.of(features, present);
      StandardScaler all = StandardScaler.of(Tensor.ofRows(ROWS));
      assertThat(some.mean().toFloats()).isEqualTo(all.mean().toFloats());
      assertThat(some.deviation().toFloats()).isEqualTo(all.deviation().toFloats());
      assertThat(VectorMath.norm(some.rows().toRows()[1])).isZero();
      assertThat(some.apply(features).toRows()[2]).isEqualTo(all.rows().toRows()[1]);
    }
  }
}
