package topiclora.lm.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class VectorMathTest {
  private final Random random = new Random(4);

  @Test
  void sumsAreThoseOfExactArithmeticButForRounding() {
    for (int n = 1; n < 60; n++) {
      float[] a = gaussian(n);
      float[] b = gaussian(n);
      BigDecimal dot = BigDecimal.ZERO;
      BigDecimal distance = BigDecimal.ZERO;
      for (int k = 0; k < n; k++) {
        dot = dot.add(new BigDecimal(a[k]).multiply(new BigDecimal(b[k])));
        distance = distance.add(new BigDecimal(a[k]).subtract(new BigDecimal(b[k])).pow(2));
      }
      assertThat(VectorMath.dot(a, b)).isCloseTo(dot.doubleValue(), within(1e-12));
      assertThat(VectorMath.squaredDistance(a, b)).isCloseTo(distance.doubleValue(), within(1e-12));
      assertThat(VectorMath.distance(a, b))
          .isCloseTo(Math.sqrt(distance.doubleValue()), within(1e-12));
      assertThat(VectorMath.cosine(a, b))
          .isCloseTo(
              VectorMath.dot(VectorMath.direction(a), VectorMath.direction(b)), within(1e-12));
    }
  }

  @Test
  void floatsHaveTheBitsOfTheSameNumbersAsDoubles() {
    for (int n = 1; n < 60; n++) {
      float[] a = gaussian(n);
      float[] b = gaussian(n);
      assertThat(VectorMath.dot(a, b)).isEqualTo(VectorMath.dot(wide(a), wide(b)));
      assertThat(VectorMath.norm(a)).isEqualTo(VectorMath.norm(wide(a)));
      assertThat(VectorMath.cosine(a, b)).isEqualTo(VectorMath.cosine(wide(a), wide(b)));
      assertThat(VectorMath.squaredDistance(a, b))
          .isEqualTo(VectorMath.squaredDistance(wide(a), wide(b)));
      assertThat(VectorMath.direction(a)).isEqualTo(VectorMath.direction(wide(a)));
    }
  }

  @Test
  void aCosineIsTheSameToTheLastBitAsInOneLoop() {
    for (int n = 1; n < 60; n++) {
      float[] a = gaussian(n);
      float[] b = gaussian(n);
      double dot = 0;
      double aa = 0;
      double bb = 0;
      for (int k = 0; k < n; k++) {
        dot += (double) a[k] * b[k];
        aa += (double) a[k] * a[k];
        bb += (double) b[k] * b[k];
      }
      assertThat(VectorMath.cosine(a, b)).isEqualTo(dot / Math.sqrt(aa * bb));
    }
  }

  @Test
  void aDirectionHasLengthOneAndPointsTheSameWay() {
    float[] x = {3, 0, -4};
    assertThat(VectorMath.direction(x)).containsExactly(0.6, 0, -0.8);
    assertThat(VectorMath.directions(new float[][] {x, {0, 2, 0}}))
        .isDeepEqualTo(new double[][] {{0.6, 0, -0.8}, {0, 1, 0}});
  }

  @Test
  void zeroIsLikeNothingAndHasNoDirection() {
    float[] zero = {0, 0};
    float[] x = {1, 2};
    assertThat(VectorMath.cosine(zero, x)).isZero();
    assertThat(VectorMath.cosine(wide(x), wide(zero))).isZero();
    assertThat(VectorMath.direction(zero)).containsExactly(0, 0);
    assertThat(VectorMath.direction(wide(zero))).containsExactly(0, 0);
    assertThat(VectorMath.norm(new float[0])).isZero();
  }

  @Test
  void notANumberStaysOne() {
    float[] broken = {1, Float.NaN};
    float[] x = {1, 2};
    assertThat(VectorMath.cosine(broken, x)).isNaN();
    assertThat(VectorMath.norm(broken)).isNaN();
    assertThat(VectorMath.squaredDistance(broken, x)).isNaN();
    assertThat(VectorMath.direction(broken)).containsExactly(Double.NaN, Double.NaN);
  }

  private float[] gaussian(int n) {
    float[] x = new float[n];
    for (int k = 0; k < n; k++) {
      x[k] = (float) random.nextGaussian();
    }
    return x;
  }

  private static double[] wide(float[] x) {
    double[] wide = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      wide[k] = x[k];
    }
    return wide;
  }
}
