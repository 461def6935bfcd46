package topiclora.lm.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class EvenSampleTest {
  @Test
  void neighboursInTheSampleAreEquallyFarApartButForOne() {
    for (int all = 1; all < 60; all++) {
      for (int n = 1; n <= all; n++) {
        int[] chosen = EvenSample.indices(n, all).toArray();
        assertThat(chosen).hasSize(n).startsWith(0);
        for (int i = 0; i < n; i++) {
          int next = i + 1 < n ? chosen[i + 1] : all;
          assertThat(next - chosen[i]).isBetween(all / n, (all + n - 1) / n);
        }
      }
    }
  }

  @Test
  void asManyAsThereAreIsAllOfThem() {
    List<String> all = List.of("a", "b", "c");
    assertThat(EvenSample.of(all, 3)).isEqualTo(all);
    assertThat(EvenSample.of(all, 7)).isEqualTo(all);
    assertThat(EvenSample.of(all, 2)).containsExactly("a", "b");
    assertThat(EvenSample.of(all, 0)).isEmpty();
    assertThat(EvenSample.of(all, -1)).isEmpty();
    assertThat(EvenSample.of(List.of(), 5)).isEmpty();
  }

  @Test
  void manyMakeNoOverflow() {
    int all = Integer.MAX_VALUE;
    assertThat(IntStream.of(0, 1, 2).map(i -> EvenSample.at(1_000_000 * i, 3_000_000, all)))
        .containsExactly(0, 715_827_882, 1_431_655_764);
  }
}
