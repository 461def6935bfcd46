package topiclora.bench.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class LofTest {
  @Test
  void aRowAwayFromAllOthersStandsOut() {
    float[][] rows = new float[30][];
    Random random = new Random(2);
    for (int i = 0; i < rows.length; i++) {
      float a = (float) random.nextGaussian() / 20;
      rows[i] = i < 15 ? new float[] {1, a, 0} : new float[] {a, 1, 0};
    }
    rows[7] = new float[] {0.5f, 0.4f, 1};
    double[] factor = Lof.byCosine(rows).factors(5);
    double[] distance = Lof.byLength(rows).means(5);
    for (int i = 0; i < rows.length; i++) {
      if (i != 7) {
        assertThat(factor[i]).isLessThan(factor[7]);
        assertThat(distance[i]).isLessThan(distance[7]);
      }
    }
  }

  @Test
  void rowsThatAreAsFarApartAsTheirNeighboursHaveAFactorOfOne() {
    float[][] corners = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    for (double factor : Lof.byCosine(corners).factors(2)) {
      assertThat(factor).isCloseTo(1, within(1e-9));
    }
  }
}
