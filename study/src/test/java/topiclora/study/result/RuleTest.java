package topiclora.study.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import topiclora.study.hypotheses.Completion;

/** Verdicts follow from figures and their noise, and turn with them. */
final class RuleTest {
  @ParameterizedTest
  @CsvSource({
    "0.10, 0.11, 0.12, HOLDS", // far above twice its noise
    "0.01, 0.11, 0.21, DEPENDS", // as far, and as noisy
    "0.001, 0.002, 0.003, DEPENDS", // less than what counts at all
    "-0.10, -0.11, -0.12, FAILS"
  })
  void aDifferenceCountsBeyondTwiceItsNoise(double a, double b, double c, Outcome outcome) {
    assertThat(verdict(new Rule.Positive(0.005), a, b, c).outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({"0.001, 0.002, HOLDS", "0.2, 0.21, FAILS", "-0.2, -0.21, FAILS", "-0.2, 0.3, HOLDS"})
  void nothingMayCountEitherWay(double a, double b, Outcome outcome) {
    assertThat(verdict(new Rule.Nothing(0.005), a, b).outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({"0.8, HOLDS", "0.7, DEPENDS", "0.5, FAILS"})
  void aFigureReachesALevelOrNot(double value, Outcome outcome) {
    assertThat(verdict(new Rule.AtLeast(0.75, 0.6), value).outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({"0.5, HOLDS", "0.7, DEPENDS", "0.9, FAILS"})
  void aFigureStaysBelowALevelOrNot(double value, Outcome outcome) {
    assertThat(verdict(new Rule.AtMost(0.6, 0.8), value).outcome()).isEqualTo(outcome);
  }

  @Test
  void oneSeedIsSaidToBeOne() {
    TestResult verdict = verdict(new Rule.Positive(0.005), 0.25);
    assertThat(verdict.observed()).isEqualTo("0.25, one seed");
    assertThat(verdict.rule())
        .isEqualTo(
            "the figure: holds above 0.005 and twice the noise, fails below minus that, depends"
                + " between");
  }

  @Test
  void whatWasNotMeasuredIsNoVerdict() {
    assertThat(verdict(new Rule.Positive(0.005)).outcome()).isEqualTo(Outcome.NOT_MEASURED);
    assertThat(verdict(new Rule.AtLeast(1, 0), Double.NaN).outcome())
        .isEqualTo(Outcome.NOT_MEASURED);
  }

  @Test
  void differencesAreTakenSeedBySeed() {
    Metric difference = Metric.of(5.1, 6.1).minus(Metric.of(5, 6));
    assertThat(difference.deviation()).isLessThan(1e-9); // what a seed does to both is no noise
  }

  @Test
  void severalClaimsAgreeOrItDepends() {
    Outcome none = Outcome.NOT_MEASURED;
    assertThat(Outcome.of(List.of(Outcome.HOLDS, none))).isEqualTo(Outcome.HOLDS);
    assertThat(Outcome.of(List.of(Outcome.HOLDS, Outcome.FAILS))).isEqualTo(Outcome.DEPENDS);
    assertThat(Outcome.of(List.of(none))).isEqualTo(none);
  }

  @Test
  void everyQuestionIsDecidedByItsOwnTable() {
    var table =
        StudyTable.of("held-out text", "", "", StudyTable.column("nats per token", 3))
            .row("its own x", Metric.of(4.6, 4.7))
            .row("x = 0, the shared part alone", Metric.of(4.8, 4.9))
            .row("its nearest neighbour's x", Metric.of(4.6, 4.7))
            .row("another document's x", Metric.of(4.5, 4.6))
            .build();
    var evidence = new Evidence(List.of(table), List.of(), List.of());
    assertThat(new Completion().rules().stream().map(r -> r.result(evidence).outcome()))
        .containsExactly(Outcome.HOLDS, Outcome.FAILS, Outcome.DEPENDS, Outcome.NOT_MEASURED);
  }

  private static TestResult verdict(Rule.Test test, double... values) {
    Metric figure = Metric.of(values);
    return new Rule("It is so", "the figure", e -> figure, test)
        .result(new Evidence(List.of(), List.of(), List.of()));
  }
}
