package topiclora.plugins.internal.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import topiclora.corpus.Document;

final class ReciprocalRankFusionTest {
  @Test
  void ranksAreAddedUpAndScoresAreNot() {
    ReciprocalRankFusion fusion =
        new ReciprocalRankFusion(List.of(of("a", "b", "c"), of("c", "b", "d")));
    List<SearchHit> found = fusion.find("any", 10);
    assertThat(ids(found)).containsExactly("c", "b", "a", "d");
    assertThat(found.get(0).score()).isCloseTo(1 / 63.0 + 1 / 61.0, within(1e-12));
    assertThat(found.get(1).score()).isCloseTo(2 / 62.0, within(1e-12));
    assertThat(found.get(2).score()).isCloseTo(1 / 61.0, within(1e-12));
    assertThat(found.get(3).score()).isCloseTo(1 / 63.0, within(1e-12));
  }

  @Test
  void whatTwoFindBelowTheWantedNumberCanStillBeFirst() {
    ReciprocalRankFusion fusion = new ReciprocalRankFusion(List.of(of("a", "x"), of("b", "x")));
    assertThat(ids(fusion.find("any", 1))).containsExactly("x");
  }

  @Test
  void equalScoresStandInTheOrderOfTheRetrievers() {
    assertThat(ids(new ReciprocalRankFusion(List.of(of("a"), of("b"))).find("any", 2)))
        .containsExactly("a", "b");
    assertThat(ids(new ReciprocalRankFusion(List.of(of("b"), of("a"))).find("any", 2)))
        .containsExactly("b", "a");
  }

  @Test
  void whereOneFindsNothingTheOtherDecides() {
    assertThat(ids(new ReciprocalRankFusion(List.of(of(), of("a", "b"))).find("any", 5)))
        .containsExactly("a", "b");
    assertThat(new ReciprocalRankFusion(List.of(of(), of())).find("any", 5)).isEmpty();
  }

  @Test
  void noRetrieversAreNoFusion() {
    assertThatThrownBy(() -> new ReciprocalRankFusion(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Finds these, whatever is asked; its scores are large on purpose. */
  private static Retriever of(String... ids) {
    return (query, k) -> {
      List<SearchHit> found = new ArrayList<>();
      for (String id : ids) {
        found.add(new SearchHit(Document.of(id, "text of " + id), 1000 - found.size()));
      }
      return found.stream().limit(k).toList();
    };
  }

  private static List<String> ids(List<SearchHit> found) {
    return found.stream().map(one -> one.document().id()).toList();
  }
}
