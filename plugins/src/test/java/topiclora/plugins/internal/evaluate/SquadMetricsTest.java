package topiclora.plugins.internal.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SquadMetricsTest {
  @Test
  void caseArticlesAndPunctuationDoNotCount() {
    assertThat(SquadMetrics.exact("The Great  Lowder.", List.of("great lowder"))).isEqualTo(1);
    assertThat(SquadMetrics.exact("Theodore", List.of("odore"))).isZero();
    assertThat(SquadMetrics.normal("An $1,000-prize, a \"the\" (the) U.S.A."))
        .isEqualTo("1000prize usa");
  }

  @Test
  void wordsAreCountedAsOftenAsTheyStand() {
    assertThat(SquadMetrics.f1("red red cat", List.of("red dog"))).isCloseTo(0.4, within(1e-9));
    assertThat(SquadMetrics.f1("200 grams", List.of("200 grams"))).isEqualTo(1);
    assertThat(SquadMetrics.f1("seven", List.of("200 grams"))).isZero();
  }

  @Test
  void theBestOfAllRightAnswersCounts() {
    assertThat(SquadMetrics.f1("in 1921", List.of("the year 1921", "1921")))
        .isCloseTo(2 / 3.0, within(1e-9));
    assertThat(SquadMetrics.exact("1921", List.of("the year 1921", "1921"))).isEqualTo(1);
  }

  @Test
  void nothingMatchesOnlyNothing() {
    assertThat(SquadMetrics.f1("", List.of("cat"))).isZero();
    assertThat(SquadMetrics.f1("the", List.of("a"))).isEqualTo(1);
  }
}
