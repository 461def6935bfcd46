package topiclora.lm.internal.tokenizer;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import topiclora.lm.TopicLoraException;

/**
 * Text to token ids and back.
 *
 * <p>Special tokens are neither added nor recognised: {@code <|im_start|>} inside a text stays
 * text. Safe for several threads.
 */
public final class Tokenizer implements AutoCloseable {
  private static final Map<String, String> PLAIN =
      Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");

  static {
    // DJL would otherwise ask a cloud's metadata address and the network when it starts.
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
  }

  private final HuggingFaceTokenizer encoder;
  private final TokenVocabulary vocabulary;
  private final Pattern specials;

  private Tokenizer(HuggingFaceTokenizer encoder, TokenVocabulary vocabulary) {
    this.encoder = encoder;
    this.vocabulary = vocabulary;
    this.specials = vocabulary.specialPattern();
  }

  public static Tokenizer of(String json, TokenVocabulary vocabulary) {
    try {
      var in = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
      return new Tokenizer(HuggingFaceTokenizer.newInstance(in, PLAIN), vocabulary);
    } catch (IOException | RuntimeException e) {
      throw new TopicLoraException.BadBase("the tokenizer cannot be read: " + e.getMessage());
    }
  }

  /** Ids of {@code text}; no special token is added, and those written in it stay text. */
  public int[] encode(String text) {
    long[] ids = encoder.encode(wellFormed(text), false, false).getIds();
    return Arrays.stream(ids).mapToInt(id -> (int) id).toArray();
  }

  /** The same after the BOS token, where the base has one: what a text is that begins here. */
  public int[] encodeWithBos(String text) {
    return textBos() < 0 ? encode(text) : join(new int[] {textBos()}, encode(text));
  }

  /** The BOS token of a plain text, or −1. */
  public int textBos() {
    return vocabulary.textBos();
  }

  /** A lone half of a surrogate pair has no UTF-8: it becomes U+FFFD, as when decoding. */
  private static String wellFormed(String text) {
    return text.codePoints().anyMatch(c -> c >= 0xd800 && c <= 0xdfff)
        ? text.codePoints()
            .map(c -> c >= 0xd800 && c <= 0xdfff ? 0xfffd : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
        : text;
  }

  /**
   * Ids of a text in which the special tokens count, except where {@code mark} follows their first
   * letter; the marks are taken out.
   */
  public int[] encodeWithSpecialTokens(String text, char mark) {
    var ids = new int[0];
    Matcher matcher = specials.matcher(text);
    int at = 0;
    while (matcher.find()) {
      ids = join(ids, plain(text.substring(at, matcher.start()), mark));
      ids = join(ids, new int[] {vocabulary.specials().get(matcher.group())});
      at = matcher.end();
    }
    return join(ids, plain(text.substring(at), mark));
  }

  private int[] plain(String text, char mark) {
    return encode(text.replace(String.valueOf(mark), ""));
  }

  private static int[] join(int[] a, int[] b) {
    int[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }

  /** {@code text} with {@code mark} after the first letter of every special token in it. */
  public String mark(String text, char mark) {
    return specials
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group().charAt(0) + String.valueOf(mark) + found.group().substring(1)));
  }

  /** The text of {@code ids}; bytes that are no UTF-8 become U+FFFD. */
  public String decode(int[] ids) {
    var bytes = new ByteArrayOutputStream();
    for (int id : ids) {
      bytes.writeBytes(vocabulary.bytes(id));
    }
    String text = bytes.toString(StandardCharsets.UTF_8);
    return vocabulary.addPrefixSpace() && text.startsWith(" ") ? text.substring(1) : text;
  }

  /** The same for tokens that are yet to come. */
  public StreamDecoder stream() {
    return new StreamDecoder(vocabulary);
  }

  /** The text of one token, with its leading space where it has one. */
  public String piece(int id) {
    return new String(vocabulary.bytes(id), StandardCharsets.UTF_8);
  }

  /** The BOS token of the vocabulary, or −1. */
  public int bos() {
    return vocabulary.bos();
  }

  /** The EOS token, or −1. */
  public int eos() {
    return vocabulary.eos();
  }

  /** Whether {@code id} ends a text or an answer. */
  public boolean isEndOfText(int id) {
    return id == eos() || vocabulary.endIds().contains(id);
  }

  /** Tokens of the vocabulary. */
  public int size() {
    return vocabulary.pieces().size();
  }

  /** Ids must be rows of the embedding. */
  public void requireFit(int rows) {
    if (vocabulary.ordinary() > rows) {
      throw new TopicLoraException.BadBase(
          "the tokenizer has %d tokens, the embedding %d rows; files of two models?"
              .formatted(vocabulary.ordinary(), rows));
    }
  }

  @Override
  public void close() {
    encoder.close();
  }
}
