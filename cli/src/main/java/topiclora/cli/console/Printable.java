package topiclora.cli.console;

/**
 * Text from elsewhere, made safe for a terminal: ids and titles must not move the cursor, colour
 * the screen or turn the reading direction.
 */
public final class Printable {
  private static final String ELLIPSIS = "...";

  private Printable() {}

  /** The text on one line, with {@code \u001b} for what would have steered the terminal. */
  public static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(safe, c));
    return safe.toString();
  }

  /** The same in at most so many characters, the last of them dots where something is missing. */
  public static String of(String text, int most) {
    String safe = of(text);
    if (safe.codePointCount(0, safe.length()) <= most) {
      return safe;
    }
    int end = safe.offsetByCodePoints(0, Math.max(0, most - ELLIPSIS.length()));
    return safe.substring(0, end).stripTrailing() + ELLIPSIS;
  }

  private static void append(StringBuilder safe, int c) {
    if (c == '\n' || c == '\r' || c == '\t') {
      safe.append(' ');
    } else if (steers(c)) {
      safe.append("\\u%04x".formatted(c));
    } else {
      safe.appendCodePoint(c);
    }
  }

  private static boolean steers(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT, // also turns the reading direction
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
