package topiclora.lm.internal.tokenizer;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the ids of a tokenizer stand for.
 *
 * @param pieces the bytes of every token, by id
 * @param specials ids of the tokens that no text contains, by how they are written
 * @param ordinary one more than the largest id that a text can get
 * @param bos the BOS token, or −1
 * @param eos the EOS token, or −1
 * @param endIds every token that ends a generated text
 * @param addPrefixSpace whether texts get a space before them
 */
public record TokenVocabulary(
    List<byte[]> pieces,
    Map<String, Integer> specials,
    int ordinary,
    int bos,
    int eos,
    Set<Integer> endIds,
    boolean addPrefixSpace) {
  private static final byte[] NONE = {};

  /** What stands between texts in the training of the bases that know it. */
  private static final String BETWEEN_TEXTS = "<|endoftext|>";

  /** Nothing for the rows with which some bases pad their embedding. */
  byte[] bytes(int id) {
    return id < pieces.size() ? pieces.get(id) : NONE;
  }

  /** The BOS token of a plain text, or −1; in a chat model {@code bos} may open a turn instead. */
  int textBos() {
    return specials.getOrDefault(BETWEEN_TEXTS, bos);
  }

  /** Matches special tokens, the longest where several begin; nothing where there are none. */
  Pattern specialPattern() {
    String any =
        specials.keySet().stream()
            .filter(text -> !text.isEmpty())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    return Pattern.compile(any.isEmpty() ? "(?!)" : any);
  }
}
