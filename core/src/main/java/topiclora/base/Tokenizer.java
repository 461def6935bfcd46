package topiclora.base;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import topiclora.TopicLoraException;

/**
 * Text to token ids and back.
 *
 * <p>Special tokens are neither added nor recognised: {@code <|im_start|>} inside a text stays
 * text. Safe for several threads.
 */
public final class Tokenizer implements AutoCloseable {
  private static final Map<String, String> PLAIN =
      Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

  private final HuggingFaceTokenizer encoder;
  private final List<byte[]> pieces;
  private final int bos;
  private final int eos;

  private Tokenizer(HuggingFaceTokenizer encoder, List<byte[]> pieces, int bos, int eos) {
    this.encoder = encoder;
    this.pieces = pieces;
    this.bos = bos;
    this.eos = eos;
  }

  static Tokenizer of(String json, List<String> tokens, int bos, int eos) {
    try {
      var in = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
      List<byte[]> pieces = tokens.stream().map(ByteLevel::decode).toList();
      return new Tokenizer(HuggingFaceTokenizer.newInstance(in, PLAIN), pieces, bos, eos);
    } catch (IOException | RuntimeException e) {
      throw new TopicLoraException.BadBase("the tokenizer cannot be read: " + e.getMessage());
    }
  }

  /** Ids of {@code text}; no special token is added. */
  public int[] encode(String text) {
    long[] ids = encoder.encode(text, false, false).getIds();
    int[] narrow = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      narrow[i] = (int) ids[i];
    }
    return narrow;
  }

  /** The text of {@code ids}; bytes that are no UTF-8 become U+FFFD. */
  public String decode(int[] ids) {
    var bytes = new ByteArrayOutputStream();
    for (int id : ids) {
      bytes.writeBytes(pieces.get(id));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The text of one token, with its leading space where it has one. */
  public String piece(int id) {
    return new String(pieces.get(id), StandardCharsets.UTF_8);
  }

  /** The token that starts a text, or −1. */
  public int bos() {
    return bos;
  }

  /** The token that ends a text, or −1. */
  public int eos() {
    return eos;
  }

  /** Tokens of the vocabulary. */
  public int size() {
    return pieces.size();
  }

  @Override
  public void close() {
    encoder.close();
  }
}
