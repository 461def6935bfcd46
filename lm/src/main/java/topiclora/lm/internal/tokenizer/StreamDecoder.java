package topiclora.lm.internal.tokenizer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Tokens to text as they come, in whole characters: a character may be the bytes of several tokens.
 *
 * <p>All pieces together are what {@link Tokenizer#decode} makes of all tokens, but for a last
 * character that is not complete. For one text and one thread.
 */
public final class StreamDecoder {
  private static final int LONGEST = 4; // bytes of a character in UTF-8

  private final TokenVocabulary vocabulary;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private byte[] incomplete = {};
  private boolean atStart = true;

  StreamDecoder(TokenVocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The characters that are complete with this token; may be none. */
  public String next(int id) {
    byte[] more = vocabulary.bytes(id);
    ByteBuffer bytes =
        ByteBuffer.allocate(incomplete.length + more.length).put(incomplete).put(more).flip();
    CharBuffer characters = CharBuffer.allocate(bytes.remaining() + LONGEST);
    decoder.decode(bytes, characters, false);
    incomplete = new byte[bytes.remaining()];
    bytes.get(incomplete);
    return withoutPrefix(characters.flip().toString());
  }

  private String withoutPrefix(String text) {
    boolean prefixed = atStart && vocabulary.addPrefixSpace() && text.startsWith(" ");
    atStart &= text.isEmpty();
    return prefixed ? text.substring(1) : text;
  }
}
