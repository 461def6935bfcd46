package topiclora.study.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Something measured once a seed.
 *
 * @param values one a seed, in the order of the seeds; none where it was not measured
 */
public record Metric(double[] values) {
  /** Not measured. */
  public static final Metric NONE = new Metric(new double[0]);

  public static Metric of(double... values) {
    return new Metric(values.clone());
  }

  /** NaN where nothing was measured. */
  public double mean() {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /** Standard deviation over the seeds; NaN where there is but one. */
  public double deviation() {
    if (values.length < 2) {
      return Double.NaN;
    }
    double mean = mean();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  public int seeds() {
    return values.length;
  }

  public boolean measured() {
    return Double.isFinite(mean());
  }

  /** As JSON has it, which knows no NaN: null where nothing was measured. */
  @JsonValue
  @Nullable Summary summary() {
    double deviation = deviation();
    return measured()
        ? new Summary(mean(), Double.isNaN(deviation) ? null : deviation, seeds())
        : null;
  }

  /**
   * A metric over seeds.
   *
   * @param deviation standard deviation; null with one seed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Summary(double mean, @Nullable Double deviation, int seeds) {}

  /**
   * Seed by seed, so that what a seed does to both sides alike adds nothing to the deviation of the
   * difference.
   */
  public Metric minus(Metric other) {
    int seeds = Math.min(values.length, other.values.length);
    return new Metric(
        IntStream.range(0, seeds).mapToDouble(s -> values[s] - other.values[s]).toArray());
  }

  /**
   * What this has to exceed to count: twice its standard deviation, and {@code least} in any case.
   */
  double margin(double least) {
    double deviation = deviation();
    return Double.isNaN(deviation) ? least : Math.max(least, 2 * deviation);
  }

  /** 1 where this difference counts, -1 where its opposite does, 0 between. */
  int sign(double least) {
    double margin = margin(least);
    return mean() > margin ? 1 : mean() < -margin ? -1 : 0;
  }
}
