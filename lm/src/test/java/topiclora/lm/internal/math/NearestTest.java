package topiclora.lm.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NearestTest {
  @Test
  void isTheHeadOfAStableSort() {
    Random random = new Random(5);
    for (int trial = 0; trial < 500; trial++) {
      double[] value = new double[random.nextInt(30)];
      Arrays.setAll(value, i -> random.nextInt(8)); // with ties
      int k = random.nextInt(12);
      int except = value.length == 0 ? Nearest.NONE : random.nextInt(-1, value.length);
      int[] expected =
          IntStream.range(0, value.length)
              .filter(i -> i != except)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> -value[i]))
              .limit(k)
              .mapToInt(i -> i)
              .toArray();
      Nearest nearest = Nearest.of(value.length, k, except, i -> value[i]);
      assertThat(nearest.index()).isEqualTo(expected);
      assertThat(nearest.likeness())
          .isEqualTo(Arrays.stream(expected).mapToDouble(i -> value[i]).toArray());
    }
  }

  @Test
  void notANumberComesLastAndInfinityDoesNot() {
    double[] value = {Double.NaN, 1, Double.NEGATIVE_INFINITY, Double.NaN, 2};
    assertThat(Nearest.of(5, 5, Nearest.NONE, i -> value[i]).index())
        .containsExactly(4, 1, 2, 0, 3);
    assertThat(Nearest.of(5, 3, Nearest.NONE, i -> value[i]).index()).containsExactly(4, 1, 2);
  }

  @Test
  void thereMayBeNoneToChooseFrom() {
    assertThat(Nearest.of(0, 3, Nearest.NONE, i -> 1).index()).isEmpty();
    assertThat(Nearest.of(1, 3, 0, i -> 1).index()).isEmpty();
    assertThat(Nearest.of(4, 0, Nearest.NONE, i -> 1).index()).isEmpty();
    assertThatThrownBy(() -> Nearest.of(4, -1, Nearest.NONE, i -> 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }
}
