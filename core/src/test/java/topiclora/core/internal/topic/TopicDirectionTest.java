package topiclora.core.internal.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TopicDirectionTest {
  @Test
  void theShareOfAVectorIsThatOfItsSquaredNorm() {
    float[] x = {3, 4, 0};
    assertThat(new TopicDirection(List.of(1, 2)).share(x)).isCloseTo(0.64, within(1e-9));
    assertThat(new TopicDirection(List.of(0)).share(x)).isCloseTo(0.36, within(1e-9));
    assertThat(new TopicDirection(List.of(2)).share(x)).isZero();
  }
}
