package topiclora.bench.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class CandidateTest {
  private static final Candidate LINE =
      new Candidate("line", new float[][] {{1, 2}, {2, 4}, {3, 6}}, 1);

  @Test
  void oneComponentHoldsPointsOnALine() {
    float[][] components = LINE.components().vectors();
    assertThat(Math.abs(components[0][0])).isCloseTo((float) Math.sqrt(5), within(1e-5f));
    assertThat(components[0][0]).isCloseTo(-components[2][0], within(1e-5f));
    for (float[] row : components) {
      assertThat(row[1]).isCloseTo(0, within(1e-5f));
    }
  }

  @Test
  void leadingDimensionsAreTheFirst() {
    assertThat(LINE.leading(1).vectors()).isDeepEqualTo(new float[][] {{1}, {2}, {3}});
    assertThat(LINE.leading(9).dimensions()).isEqualTo(2);
  }
}
