package topiclora.core.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SentencesTest {
  @Test
  void aTextIsCutWhereItsSentencesEnd() {
    assertThat(
            Sentences.of(" The mill burned in 1904. Nobody was hurt! Who lit it?\nNo one knows."))
        .containsExactly(
            "The mill burned in 1904.", "Nobody was hurt!", "Who lit it?\nNo one knows.");
    assertThat(Sentences.of("水车在一九零四年被烧毁了，没有人受伤也没有人知道。没有人知道是谁点的火也没有人问过。")).hasSize(2);
    assertThat(Sentences.of("short")).containsExactly("short");
    assertThat(Sentences.of("  ")).isEmpty();
  }

  @Test
  void aSentenceIsReadFromItsMiddleToo() {
    assertThat(Sentences.reversed("The mill of Anna Vell burned in 1904."))
        .isEqualTo("Vell burned in 1904, The mill of Anna");
    assertThat(Sentences.reversed("Who lit the fire at the mill?"))
        .isEqualTo("fire at the mill? Who lit the");
    assertThat(Sentences.reversed("水车在一九零四年被烧毁了，没有人受伤也没有人知道。"))
        .isEqualTo("没有人受伤也没有人知道。 水车在一九零四年被烧毁了，");
    assertThat(Sentences.reversed("It burned.")).isEqualTo("It burned.");
    assertThat(Sentences.reversed("")).isEmpty();
  }
}
