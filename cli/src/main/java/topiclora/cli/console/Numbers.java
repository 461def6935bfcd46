package topiclora.cli.console;

import java.util.Locale;

/** Measured figures in a table. */
public final class Numbers {
  private Numbers() {}

  /** {@code 1.25}; a dash where there is none. */
  public static String two(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "-";
  }

  /** {@code +0.061}; a dash where there is none. */
  public static String signed(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%+.3f", value) : "-";
  }

  /** {@code 4.577}; a dash where there is none. */
  public static String three(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.3f", value) : "-";
  }

  /** Fails where an option that counts something counts nothing. */
  public static void requirePositive(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(option + " is " + value + ", wanted at least 1");
    }
  }
}
