package topiclora.lm.internal.tokenizer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import topiclora.lm.internal.io.JsonMapping;

/** How byte-level tokenizers cut a text before they merge, by the name that GGUF has for it. */
public final class PreTokenizers {
  private static final String LETTERS = "[^\\r\\n\\p{L}\\p{N}]?\\p{L}+";
  private static final String SHORTENED = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
  private static final String REST =
      "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
  private static final String UPPER = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]";
  private static final String LOWER = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]";
  private static final String TEKKEN =
      "[^\\r\\n\\p{L}\\p{N}]?%1$s*%2$s+|[^\\r\\n\\p{L}\\p{N}]?%1$s+%2$s*|\\p{N}"
              .formatted(UPPER, LOWER)
          + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

  private PreTokenizers() {}

  /** The pre-tokenizer in the form of a tokenizer.json; empty for a name not known. */
  public static Optional<ObjectNode> named(String name) {
    return switch (name) {
      case "gpt-2" -> Optional.of(sequence(null));
      case "smollm" ->
          Optional.of(
              sequence(
                  JsonMapping.PLAIN
                      .createObjectNode()
                      .put("type", "Digits")
                      .put("individual_digits", true)));
      case "llama-bpe", "llama3", "llama-v3" ->
          Optional.of(split(SHORTENED + "|" + LETTERS + "|\\p{N}{1,3}" + REST));
      case "qwen2", "deepseek-r1-qwen" ->
          Optional.of(split(SHORTENED + "|" + LETTERS + "|\\p{N}" + REST));
      case "tekken" -> Optional.of(split(TEKKEN));
      default -> Optional.empty();
    };
  }

  private static ObjectNode split(String regex) {
    ObjectNode node = JsonMapping.PLAIN.createObjectNode();
    node.put("type", "Split").put("behavior", "Isolated").put("invert", false);
    node.putObject("pattern").put("Regex", regex);
    ObjectNode sequence = JsonMapping.PLAIN.createObjectNode().put("type", "Sequence");
    sequence.putArray("pretokenizers").add(node).add(byteLevel(false));
    return sequence;
  }

  private static ObjectNode sequence(@Nullable ObjectNode first) {
    ObjectNode sequence = JsonMapping.PLAIN.createObjectNode().put("type", "Sequence");
    ArrayNode steps = sequence.putArray("pretokenizers");
    if (first != null) {
      steps.add(first);
    }
    steps.add(byteLevel(true));
    return sequence;
  }

  private static ObjectNode byteLevel(boolean gpt2Regex) {
    return JsonMapping.PLAIN
        .createObjectNode()
        .put("type", "ByteLevel")
        .put("add_prefix_space", false)
        .put("trim_offsets", true)
        .put("use_regex", gpt2Regex);
  }
}
