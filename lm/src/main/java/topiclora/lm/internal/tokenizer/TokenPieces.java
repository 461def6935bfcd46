package topiclora.lm.internal.tokenizer;

import java.nio.charset.StandardCharsets;

/** How a kind of tokenizer writes the bytes of a token. */
public enum TokenPieces {
  /** Every byte as one printable letter, as GPT-2 does. */
  BYTE_LEVEL,
  /** Spaces as U+2581, and single bytes as {@code <0x0A>}. */
  SENTENCE_PIECE;

  public byte[] bytes(String token) {
    return switch (this) {
      case BYTE_LEVEL -> ByteLevel.decode(token);
      case SENTENCE_PIECE ->
          token.matches("<0x[0-9A-F]{2}>")
              ? new byte[] {(byte) Integer.parseInt(token.substring(3, 5), 16)}
              : token.replace('\u2581', ' ').getBytes(StandardCharsets.UTF_8);
    };
  }
}
