package topiclora.core.internal.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class BatchesTest {
  @Test
  void rowsOfAboutOneLengthAreTogether() {
    List<int[]> batches = Batches.of(new int[] {9, 2, 30, 3, 8}, 12);
    assertThat(batches).hasSize(4);
    assertThat(batches.get(0)).containsExactly(1, 3); // 2 and 3
    assertThat(batches.get(1)).containsExactly(4);
    assertThat(batches.get(2)).containsExactly(0);
    assertThat(batches.get(3)).containsExactly(2); // longer than a batch
  }

  @Test
  void noRowsAreNoBatches() {
    assertThat(Batches.of(new int[0], 12)).isEmpty();
  }
}
