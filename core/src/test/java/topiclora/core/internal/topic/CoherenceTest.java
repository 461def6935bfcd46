package topiclora.core.internal.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CoherenceTest {
  @Test
  void wordsThatAreNeverApartAreAtOneAndThoseNeverTogetherAtMinusOne() {
    Cooccurrences counted = new Cooccurrences(List.of("a", "b", "c"));
    counted.add(List.of("a", "b"));
    counted.add(List.of("b", "a", "d"));
    counted.add(List.of("c"));
    assertThat(counted.npmi("a", "b")).isCloseTo(1, within(1e-9));
    assertThat(counted.npmi("a", "c")).isLessThan(-0.9);
    assertThat(counted.npmi("a", "unseen")).isEqualTo(-1);
  }

  @Test
  void npmiIsTheLogarithmOfTogetherOverChance() {
    Cooccurrences counted = new Cooccurrences(List.of("a", "b"));
    counted.add(List.of("a", "b"));
    counted.add(List.of("a"));
    counted.add(List.of("b"));
    counted.add(List.of("d"));
    // together in 1 of 4, each in 2 of 4: as by chance
    assertThat(counted.npmi("a", "b")).isCloseTo(0, within(1e-9));
    counted.add(List.of("a", "b"));
    double expected = Math.log(0.4 / (0.6 * 0.6)) / -Math.log(0.4);
    assertThat(counted.npmi("b", "a")).isCloseTo(expected, within(1e-9));
  }

  @Test
  void inALongTextWordsAreTogetherWithinAWindowOnly() {
    List<String> text = new ArrayList<>(List.of("a"));
    text.addAll(Collections.nCopies(Cooccurrences.WINDOW - 1, "x"));
    text.add("b");
    Cooccurrences counted = new Cooccurrences(List.of("a", "b"));
    counted.add(text); // two windows, one with each
    assertThat(counted.npmi("a", "b")).isLessThan(-0.9);
    text.remove(1);
    Cooccurrences nearer = new Cooccurrences(List.of("a", "b"));
    nearer.add(text); // one window with both
    assertThat(nearer.npmi("a", "b")).isEqualTo(1);
  }

  @Test
  void aTopicOfWordsThatGoTogetherIsMoreCoherent() {
    Cooccurrences counted = new Cooccurrences(List.of("boat", "sail", "oven", "dough"));
    for (int i = 0; i < 5; i++) {
      counted.add(List.of("boat", "sail"));
      counted.add(List.of("oven", "dough"));
    }
    Coherence good = Coherence.of(List.of("boat", "sail"), counted);
    Coherence bad = Coherence.of(List.of("boat", "oven"), counted);
    assertThat(good.npmi()).isCloseTo(1, within(1e-9));
    assertThat(good.cv()).isCloseTo(1, within(1e-9));
    assertThat(bad.npmi()).isLessThan(-0.9);
    assertThat(bad.cv()).isLessThan(good.cv());
    assertThat(Coherence.of(List.of("boat"), counted).npmi()).isNaN();
  }

  @Test
  void diversityIsTheShareOfDifferentWords() {
    assertThat(Coherence.diversity(List.of(List.of("a", "b"), List.of("b", "c")))).isEqualTo(0.75);
    assertThat(Coherence.diversity(List.of(List.of()))).isNaN();
  }
}
