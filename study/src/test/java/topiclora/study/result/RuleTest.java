package topiclora.study.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results follow from metrics and their deviation, and change with them. */
final class RuleTest {
  @ParameterizedTest
  @CsvSource({
    "0.10, 0.11, 0.12, HOLDS", // far above twice its deviation
    "0.01, 0.11, 0.21, DEPENDS", // as far, with as large a deviation
    "0.001, 0.002, 0.003, DEPENDS", // less than what counts at all
    "-0.10, -0.11, -0.12, FAILS"
  })
  void aDifferenceCountsBeyondTwiceItsDeviation(double a, double b, double c, Outcome outcome) {
    assertThat(result(new Rule.Positive(0.005), a, b, c).outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({"0.001, 0.002, HOLDS", "0.2, 0.21, FAILS", "-0.2, -0.21, FAILS", "-0.2, 0.3, HOLDS"})
  void nothingMayCountEitherWay(double a, double b, Outcome outcome) {
    assertThat(result(new Rule.Nothing(0.005), a, b).outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({"0.8, HOLDS", "0.7, DEPENDS", "0.5, FAILS"})
  void aMetricReachesALevelOrNot(double value, Outcome outcome) {
    assertThat(result(new Rule.AtLeast(0.75, 0.6), value).outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({"0.5, HOLDS", "0.7, DEPENDS", "0.9, FAILS"})
  void aMetricStaysBelowALevelOrNot(double value, Outcome outcome) {
    assertThat(result(new Rule.AtMost(0.6, 0.8), value).outcome()).isEqualTo(outcome);
  }

  @Test
  void oneSeedIsSaidToBeOne() {
    TestResult result = result(new Rule.Positive(0.005), 0.25);
    assertThat(result.observed()).isEqualTo("0.25, one seed");
    assertThat(result.rule())
        .isEqualTo(
            "the metric: holds above 0.005 and twice the standard deviation over seeds, fails below"
                + " minus that, depends between");
  }

  @Test
  void whatWasNotMeasuredHasNoResult() {
    assertThat(result(new Rule.Positive(0.005)).outcome()).isEqualTo(Outcome.NOT_MEASURED);
    assertThat(result(new Rule.AtLeast(1, 0), Double.NaN).outcome())
        .isEqualTo(Outcome.NOT_MEASURED);
  }

  @Test
  void differencesAreTakenSeedBySeed() {
    Metric difference = Metric.of(5.1, 6.1).minus(Metric.of(5, 6));
    assertThat(difference.deviation()).isLessThan(1e-9); // what a seed does to both cancels
  }

  @Test
  void severalHypothesesAgreeOrItDepends() {
    Outcome none = Outcome.NOT_MEASURED;
    assertThat(Outcome.of(List.of(Outcome.HOLDS, none))).isEqualTo(Outcome.HOLDS);
    assertThat(Outcome.of(List.of(Outcome.HOLDS, Outcome.FAILS))).isEqualTo(Outcome.DEPENDS);
    assertThat(Outcome.of(List.of(none))).isEqualTo(none);
  }

  private static TestResult result(Rule.Test test, double... values) {
    Metric metric = Metric.of(values);
    return new Rule("It is so", "the metric", e -> metric, test)
        .result(new Evidence(List.of(), List.of(), List.of()));
  }
}
