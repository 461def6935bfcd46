package topiclora.lm.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class PcaTest {
  private final Random random = new Random(8);

  @Test
  void componentsAreUncorrelatedAndKeepAllVariance() {
    float[][] rows = gaussian(30, 6);
    float[][] scores = Pca.components(rows);
    double before = 0;
    double after = 0;
    for (int a = 0; a < 6; a++) {
      for (int b = 0; b < a; b++) {
        assertThat(covariance(scores, a, b)).isCloseTo(0, within(1e-5));
      }
      before += covariance(rows, a, a);
      after += covariance(scores, a, a);
      assertThat(a == 0 || covariance(scores, a, a) <= covariance(scores, a - 1, a - 1)).isTrue();
    }
    assertThat(after).isCloseTo(before, within(1e-4));
  }

  @Test
  void theLeadingOnesAreThoseOfAllButForTheSign() {
    for (float[][] rows : new float[][][] {gaussian(30, 6), gaussian(6, 30)}) {
      float[][] all = Pca.components(rows);
      float[][] leading = Pca.leading(rows, 2);
      for (int d = 0; d < rows.length; d++) {
        for (int k = 0; k < 2; k++) {
          assertThat(Math.abs(leading[d][k])).isCloseTo(Math.abs(all[d][k]), within(1e-4f));
        }
      }
    }
  }

  @Test
  void ofManyRowsAndColumnsTheyAreFoundToo() {
    float[][] rows = new float[1100][1030];
    for (int d = 0; d < rows.length; d++) {
      rows[d][3] = (float) (5 * Math.cos(2 * Math.PI * d / rows.length)); // uncorrelated
      rows[d][700] = (float) (-2 * Math.sin(2 * Math.PI * d / rows.length));
    }
    float[][] leading = Pca.leading(rows, 2);
    for (int d = 0; d < rows.length; d++) {
      assertThat(leading[d][0]).isCloseTo(rows[d][3], within(1e-4f));
      assertThat(leading[d][1]).isCloseTo(rows[d][700], within(1e-4f));
    }
  }

  @Test
  void aComponentPointsWhereItsFirstNumbersAreMostlyPositive() {
    float[][] rows = {{-3, -1, 0}, {3, 1, 0}, {0, 0, 0}};
    assertThat(Pca.leading(rows, 1)[1][0]).isCloseTo((float) Math.sqrt(10), within(1e-5f));
    float[][] turned = {{3, 1, 0}, {-3, -1, 0}, {0, 0, 0}};
    assertThat(Pca.leading(turned, 1)[0][0]).isCloseTo((float) Math.sqrt(10), within(1e-5f));
  }

  @Test
  void whatRowsHaveTooFewDirectionsForIsZero() {
    assertThat(Pca.leading(new float[][] {{1, 2, 3}}, 2)).isDeepEqualTo(new float[1][2]);
    assertThat(Pca.leading(new float[4][0], 2)).isDeepEqualTo(new float[4][2]);
    assertThat(Pca.leading(new float[4][5], 2)).isDeepEqualTo(new float[4][2]);
    float[][] line = Pca.leading(new float[][] {{1}, {-1}}, 2);
    assertThat(line[0]).containsExactly(1, 0);
  }

  @Test
  void productsOfRowsAreEnough() {
    float[][] rows = gaussian(7, 40);
    float[][] products = new float[7][7];
    for (int i = 0; i < 7; i++) {
      for (int j = 0; j < 7; j++) {
        products[i][j] = (float) VectorMath.dot(rows[i], rows[j]);
      }
    }
    float[][] scores = Pca.ofProducts(products, 9);
    for (int i = 0; i < 7; i++) {
      for (int j = 0; j < 7; j++) {
        double product = VectorMath.dot(scores[i], scores[j]);
        assertThat(product).isCloseTo(products[i][j], within(4e-6 * products[0][0])); // float32
      }
    }
  }

  private float[][] gaussian(int rows, int columns) {
    float[][] x = new float[rows][columns];
    for (float[] row : x) {
      for (int k = 0; k < columns; k++) {
        row[k] = (float) (random.nextGaussian() * (k + 1));
      }
    }
    return x;
  }

  private static double covariance(float[][] x, int a, int b) {
    double ma = 0;
    double mb = 0;
    for (float[] row : x) {
      ma += row[a] / (double) x.length;
      mb += row[b] / (double) x.length;
    }
    double sum = 0;
    for (float[] row : x) {
      sum += (row[a] - ma) * (row[b] - mb) / x.length;
    }
    return sum;
  }
}
