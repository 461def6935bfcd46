package topiclora.core.internal.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SeededRandomTest {
  private static final int[] HUNDRED = IntStream.range(0, 100).toArray();

  @Test
  void theSamePurposeOfTheSamePassDrawsTheSame() {
    assertThat(order(1, "order", 0)).isEqualTo(order(1, "order", 0));
  }

  @Test
  void anotherSeedPurposeOrPassDrawsAnother() {
    assertThat(order(1, "order", 0))
        .isNotEqualTo(order(2, "order", 0))
        .isNotEqualTo(order(1, "documents", 0))
        .isNotEqualTo(order(1, "order", 1));
  }

  @Test
  void anOrderHasEveryValueOnceAndLeavesTheOriginal() {
    int[] order = order(1, "order", 0);
    assertThat(order).isNotEqualTo(HUNDRED).containsExactlyInAnyOrder(HUNDRED);
    assertThat(HUNDRED).isSorted();
  }

  @Test
  void aSampleIsAscendingWithoutRepeatsAndNoLongerThanThereIs() {
    int[] sample = SeededRandom.sample(100, 10, SeededRandom.generator(1, "sample", 0));
    assertThat(sample).hasSize(10).isSorted().doesNotHaveDuplicates();
    assertThat(SeededRandom.sample(5, 10, SeededRandom.generator(1, "sample", 0)))
        .containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void everyNumberIsSampledAboutEquallyOften() {
    int[] seen = new int[20];
    for (int i = 0; i < 4000; i++) {
      for (int number : SeededRandom.sample(20, 5, SeededRandom.generator(1, "sample", i))) {
        seen[number]++;
      }
    }
    for (int count : seen) {
      assertThat(count).isBetween(850, 1150);
    }
  }

  private static int[] order(long seed, String purpose, long number) {
    return SeededRandom.of(HUNDRED, SeededRandom.generator(seed, purpose, number));
  }
}
