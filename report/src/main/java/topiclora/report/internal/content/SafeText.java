package topiclora.report.internal.content;

/**
 * Text from elsewhere, fit to be looked at: on one line, of bounded length, and without characters
 * that steer what is around them. Markup in it stays what it is, text.
 */
public final class SafeText {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;
  private static final String ELLIPSIS = "…";

  private SafeText() {}

  /** {@code text} in {@code most} characters at most, the last of them dots where some are cut. */
  public static String of(String text, int most) {
    StringBuilder shown = new StringBuilder();
    boolean gap = false;
    int count = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (isGap(c)) {
        gap = !shown.isEmpty();
      } else if (!steers(c)) {
        int needed = gap ? 2 : 1;
        if (count + needed > most) {
          return cut(shown, count, most);
        }
        if (gap) {
          shown.append(' ');
        }
        shown.appendCodePoint(c);
        count += needed;
        gap = false;
      }
    }
    return shown.toString();
  }

  private static String cut(StringBuilder shown, int count, int most) {
    if (count == most) {
      shown.setLength(shown.offsetByCodePoints(shown.length(), -1));
    }
    return shown.toString().stripTrailing() + ELLIPSIS;
  }

  private static boolean isGap(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** Directions, controls and halves of characters; joiners shape emoji and scripts, and stay. */
  private static boolean steers(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.SURROGATE -> true;
      case Character.FORMAT -> c != ZERO_WIDTH_JOINER && c != ZERO_WIDTH_NON_JOINER;
      default -> false;
    };
  }
}
