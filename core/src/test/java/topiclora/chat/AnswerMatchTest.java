package topiclora.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AnswerMatchTest {
  @Test
  void caseArticlesAndPunctuationDoNotCount() {
    assertThat(AnswerMatch.exact("The Great  Lowder.", List.of("great lowder"))).isEqualTo(1);
    assertThat(AnswerMatch.exact("Theodore", List.of("odore"))).isZero();
    assertThat(AnswerMatch.normal("An $1,000-prize, a \"the\" (the) U.S.A."))
        .isEqualTo("1000prize usa");
  }

  @Test
  void wordsAreCountedAsOftenAsTheyStand() {
    assertThat(AnswerMatch.f1("red red cat", List.of("red dog"))).isCloseTo(0.4, within(1e-9));
    assertThat(AnswerMatch.f1("200 grams", List.of("200 grams"))).isEqualTo(1);
    assertThat(AnswerMatch.f1("seven", List.of("200 grams"))).isZero();
  }

  @Test
  void theBestOfAllRightAnswersCounts() {
    assertThat(AnswerMatch.f1("in 1921", List.of("the year 1921", "1921")))
        .isCloseTo(2 / 3.0, within(1e-9));
    assertThat(AnswerMatch.exact("1921", List.of("the year 1921", "1921"))).isEqualTo(1);
  }

  @Test
  void nothingMatchesOnlyNothing() {
    assertThat(AnswerMatch.f1("", List.of("cat"))).isZero();
    assertThat(AnswerMatch.f1("the", List.of("a"))).isEqualTo(1);
  }
}
