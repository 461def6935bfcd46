package topiclora.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import topiclora.core.LearningOptions;
import topiclora.lm.internal.checkpoint.BaseConfig;

final class OperationsTest {
  // Two heads of width 2 share one key-value head: Q 4x4, K and V 4x2, O 4x4, three of 4x8.
  private static final BaseConfig BASE =
      new BaseConfig("llama", 3, 4, 2, 1, 2, 8, 64, 32, 1e-5, 10_000);
  private static final int WEIGHTS = 16 + 8 + 8 + 16 + 3 * 32;
  private static final LearningOptions OPTIONS =
      LearningOptions.topics().toBuilder().rank(1).window(4).build();

  private final Operations needed = new Operations(BASE, 2, OPTIONS);

  @Test
  void allLayersReadEveryTokenAndTheQuestion() {
    // The BOS token, two and four more of the window: 28 pairs of a token and a key, four numbers
    // wide, for weights and values.
    assertThat(needed.forwardPass(2)).isEqualTo(3 * (2.0 * WEIGHTS * 7 + 2 * 2 * 4 * 28));
  }

  @Test
  void theUpperLayersSkipTheLastToken() {
    double delta = 2 * (2 * 8 + 4);
    assertThat(needed.forward()).isEqualTo(2.0 * WEIGHTS * 4 + 2 * 2 * 4 * 10 + 4 * delta);
  }

  @Test
  void oneUpperLayerNeedsNoGradientBelowItsDown() {
    assertThat(needed.backward()).isEqualTo(4.0 * 2 * (8 + 2 * 4));
  }

  @Test
  void aSecondUpperLayerIsGoneBackThrough() {
    double frozen = 2.0 * WEIGHTS * 4 + 2 * (2 * 2 * 4 * 10);
    double learned = 2 * 4.0 * 2 * (8 + 2 * 4);
    double through = 4.0 * 2 * 2 * 8;
    assertThat(new Operations(BASE, 1, OPTIONS).backward()).isEqualTo(frozen + learned + through);
  }

  @Test
  void theHeadIsAProductForthAndOneBack() {
    assertThat(needed.head(10)).isEqualTo(2 * 2.0 * 4 * 10 * 4);
  }
}
