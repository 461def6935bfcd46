package topiclora.core.internal.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PushbackInputStream;
import topiclora.corpus.SourcePosition;
import topiclora.lm.TopicLoraException.BadCorpus;

/** Small questions about characters. */
public final class Characters {
  private static final int QUOTED = 60;
  private static final int BYTE_ORDER_MARK = 3;

  private Characters() {}

  /** False where half of a surrogate pair stands alone, which no encoding can carry. */
  public static boolean isUnicode(String text) {
    return UTF_8.newEncoder().canEncode(text);
  }

  /** The text with {@code \n} at its line ends, whichever system wrote it. */
  public static String unixLines(String text) {
    return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
  }

  /** On one line, with single spaces. */
  public static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  /** At most so many characters, never half of a surrogate pair. */
  public static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /** In quotes, on one line and not too long for a message. */
  public static String quote(String text) {
    String shown = cut(text, QUOTED).replaceAll("\\p{Cntrl}", "?");
    return '"' + shown + (text.length() > QUOTED ? "..." : "") + '"';
  }

  /** Steps over the mark that some editors put before UTF-8, and refuses the one of UTF-16. */
  public static void skipByteOrderMark(PushbackInputStream in, SourcePosition position)
      throws IOException {
    byte[] start = in.readNBytes(BYTE_ORDER_MARK);
    int first = start.length < 2 ? 0 : (start[0] & 0xff) << 8 | (start[1] & 0xff);
    if (first == 0xfffe || first == 0xfeff) {
      throw new BadCorpus(position + " is UTF-16, wanted UTF-8; save it again as UTF-8");
    }
    boolean marked = first == 0xefbb && start.length == 3 && (start[2] & 0xff) == 0xbf;
    if (!marked) {
      in.unread(start);
    }
  }
}
