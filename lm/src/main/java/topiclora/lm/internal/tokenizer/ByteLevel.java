package topiclora.lm.internal.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** GPT-2's way of writing any byte as a printable character, and back. */
final class ByteLevel {
  private static final int[] BYTE_OF = bytes();

  private ByteLevel() {}

  private static int[] bytes() {
    int[] table = new int[0x180];
    Arrays.fill(table, -1);
    int next = 0x100;
    for (int b = 0; b < 0x100; b++) {
      boolean printable = (b >= '!' && b <= '~') || (b >= 0xa1 && b <= 0xac) || b >= 0xae;
      table[printable ? b : next++] = b;
    }
    return table;
  }

  /** The bytes that {@code piece} stands for; what is no such writing stands for itself. */
  static byte[] decode(String piece) {
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < piece.length(); i++) {
      int c = piece.charAt(i);
      if (c >= BYTE_OF.length || BYTE_OF[c] < 0) {
        return piece.getBytes(StandardCharsets.UTF_8);
      }
      out.write(BYTE_OF[c]);
    }
    return out.toByteArray();
  }
}
