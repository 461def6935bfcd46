package topiclora.study.result;

import java.util.Locale;
import java.util.function.Function;

/**
 * How a hypothesis is decided by one metric, so that another corpus can decide it otherwise.
 *
 * @param hypothesis a sentence that can be wrong
 * @param what the metric is, as a person would say it
 * @param metric where it comes from
 * @param test what it has to be
 */
public record Rule(String hypothesis, String what, Function<Evidence, Metric> metric, Test test) {

  /** By how much one row of a table exceeds another in a column. */
  public static Function<Evidence, Metric> difference(
      String table, String more, String less, String column) {
    return evidence -> evidence.at(table, more, column).minus(evidence.at(table, less, column));
  }

  /** What a metric has to be for its hypothesis to hold. */
  public sealed interface Test {
    /** In words, after the metric's name. */
    String text();

    Outcome of(Metric metric);
  }

  /**
   * A difference that has to count: to exceed {@code least} and twice its standard deviation over
   * seeds.
   */
  public record Positive(double least) implements Test {
    @Override
    public String text() {
      return "holds above %s and twice the standard deviation over seeds, fails below minus that,"
              .formatted(number(least))
          + " depends between";
    }

    @Override
    public Outcome of(Metric metric) {
      return switch (metric.sign(least)) {
        case 1 -> Outcome.HOLDS;
        case -1 -> Outcome.FAILS;
        default -> Outcome.DEPENDS;
      };
    }
  }

  /** A difference that must not count, either way. */
  public record Nothing(double least) implements Test {
    @Override
    public String text() {
      return "holds within %s or twice the standard deviation over seeds, fails otherwise"
          .formatted(number(least));
    }

    @Override
    public Outcome of(Metric metric) {
      return metric.sign(least) == 0 ? Outcome.HOLDS : Outcome.FAILS;
    }
  }

  /** A metric that has to reach {@code holds}, and fails below {@code fails}. */
  public record AtLeast(double holds, double fails) implements Test {
    @Override
    public String text() {
      return "holds from %s, fails below %s, depends between"
          .formatted(number(holds), number(fails));
    }

    @Override
    public Outcome of(Metric metric) {
      double mean = metric.mean();
      return mean >= holds ? Outcome.HOLDS : mean < fails ? Outcome.FAILS : Outcome.DEPENDS;
    }
  }

  /** A metric that has to stay at {@code holds} or below, and fails above {@code fails}. */
  public record AtMost(double holds, double fails) implements Test {
    @Override
    public String text() {
      return "holds up to %s, fails above %s, depends between"
          .formatted(number(holds), number(fails));
    }

    @Override
    public Outcome of(Metric metric) {
      double mean = metric.mean();
      return mean <= holds ? Outcome.HOLDS : mean > fails ? Outcome.FAILS : Outcome.DEPENDS;
    }
  }

  /** Decides the hypothesis. */
  public TestResult result(Evidence evidence) {
    Metric found = metric.apply(evidence);
    if (!found.measured()) {
      return new TestResult(hypothesis, Outcome.NOT_MEASURED, text(), "not measured here");
    }
    String value = number(found.mean());
    String because =
        found.seeds() == 1
            ? value + ", one seed"
            : "%s ± %s over %d seeds".formatted(value, number(found.deviation()), found.seeds());
    return new TestResult(hypothesis, test.of(found), text(), because);
  }

  private String text() {
    return what + ": " + test.text();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value)
        .replaceAll("(\\.\\d*?)0+$", "$1")
        .replaceAll("\\.$", "");
  }
}
