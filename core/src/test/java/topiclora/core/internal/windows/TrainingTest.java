package topiclora.core.internal.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class TrainingTest {
  /** Documents with so many windows each; the first window of the first one is held out. */
  private static Training of(int... windows) {
    int[] owner = new int[Arrays.stream(windows).sum()];
    int n = 0;
    for (int d = 0; d < windows.length; d++) {
      Arrays.fill(owner, n, n + windows[d], d);
      n += windows[d];
    }
    int[] ones = new int[n];
    Arrays.fill(ones, 1);
    boolean[] held = new boolean[n];
    held[0] = true;
    return Training.of(new Windows(1, 0, windows.length, new int[n], ones, ones, owner, held));
  }

  @Test
  void whatIsHeldOutDoesNotCount() {
    Training training = of(1, 3, 2);
    assertThat(training.rows()).containsExactly(1, 2, 3, 4, 5);
    assertThat(training.documents()).isEqualTo(2);
    assertThat(training.perDocument().shape()).containsExactly(3, 1);
    assertThat(training.perDocument().toFloats()).containsExactly(0, 3, 2);
    assertThat(training.perWindow(new int[] {5, 1}).toFloats()).containsExactly(2, 3);
  }

  @Test
  void windowsArePredictedWhereEnoughHaveOthersBesideThem() {
    assertThat(of(2, 1, 1).predictable()).isFalse();
    int[] twoOfTwenty = new int[20];
    Arrays.fill(twoOfTwenty, 1);
    twoOfTwenty[1] = 2;
    assertThat(of(twoOfTwenty).predictable()).isTrue();
    int[] twoOfTwentyOne = Arrays.copyOf(twoOfTwenty, 21);
    twoOfTwentyOne[20] = 1;
    assertThat(of(twoOfTwentyOne).predictable()).isFalse();
  }
}
