package topiclora.cli.console;

import java.util.Locale;

/** Figures as a person reads them. */
public final class Units {
  private static final int EXACT = 100_000;
  private static final String PREFIXES = "kMGT";

  private Units() {}

  /** {@code 99999}, then {@code 100k}, {@code 93.8M}, ... */
  public static String count(long count) {
    return count < EXACT ? Long.toString(count) : scaled(count);
  }

  /** {@code 93.8 MB}. */
  public static String bytes(long bytes) {
    String scaled = scaled(bytes);
    int end = scaled.length() - 1;
    return Character.isDigit(scaled.charAt(end))
        ? scaled + " B"
        : scaled.substring(0, end) + " " + scaled.charAt(end) + "B";
  }

  /** {@code 12.3/s}. */
  public static String rate(double perSecond) {
    String number =
        perSecond < 100
            ? String.format(Locale.ROOT, "%.1f", perSecond)
            : count(Math.round(perSecond));
    return number + "/s";
  }

  /** {@code 0:42}, {@code 1:02:03}. */
  public static String time(double seconds) {
    long whole = Math.round(seconds);
    long minutes = whole / 60;
    return minutes < 60
        ? String.format(Locale.ROOT, "%d:%02d", minutes, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", minutes / 60, minutes % 60, whole % 60);
  }

  private static String scaled(long count) {
    double value = count;
    int prefix = -1;
    while (value >= 999.5 && prefix < PREFIXES.length() - 1) {
      value /= 1000;
      prefix++;
    }
    if (prefix < 0) {
      return Long.toString(count);
    }
    String number = String.format(Locale.ROOT, value < 99.95 ? "%.1f" : "%.0f", value);
    return number + PREFIXES.charAt(prefix);
  }
}
