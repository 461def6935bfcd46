package topiclora.lm.internal.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.io.JsonFiles;
import topiclora.lm.internal.io.JsonMapping;
import topiclora.lm.internal.tokenizer.TokenPieces;
import topiclora.lm.internal.tokenizer.TokenVocabulary;
import topiclora.lm.internal.tokenizer.Tokenizer;

/** Makes a tokenizer from the tokenizer.json of a folder. */
final class HuggingFaceTokenizer {
  private static final int LARGEST_ID = 1 << 24;

  private final Path folder;
  private final ObjectNode root;
  private final List<byte[]> pieces = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, Integer> specials = new HashMap<>();
  private int ordinary;

  private HuggingFaceTokenizer(Path folder, ObjectNode root) {
    this.folder = folder;
    this.root = root;
  }

  static Tokenizer read(Path folder) {
    Path path = folder.resolve("tokenizer.json");
    if (!Files.exists(path)) {
      throw new TopicLoraException.BadBase(
          "no tokenizer.json in " + folder + "; an older format of tokenizer?");
    }
    if (!(JsonFiles.read(path) instanceof ObjectNode root) || !kind(root).equals("BPE")) {
      throw new TopicLoraException.BadBase(
          "tokenizer.json holds no tokenizer of the kind BPE, the one that is read");
    }
    return new HuggingFaceTokenizer(folder, root).tokenizer();
  }

  /** Old files leave the kind out where it is BPE. */
  private static String kind(ObjectNode root) {
    JsonNode model = root.path("model");
    return model.path("type").asText(model.has("merges") ? "BPE" : "none");
  }

  private Tokenizer tokenizer() {
    readModel();
    readAdded();
    root.putNull("post_processor").putNull("truncation").putNull("padding");
    boolean spaceBefore = root.findValuesAsText("type").contains("Prepend") || metaspace();
    JsonNode settings = JsonFiles.readIfThere(folder.resolve("tokenizer_config.json"));
    JsonNode config = JsonFiles.readIfThere(folder.resolve("config.json"));
    JsonNode generation = JsonFiles.readIfThere(folder.resolve("generation_config.json"));
    Set<Integer> ends = new HashSet<>();
    addAll(ends, config.path("eos_token_id"));
    addAll(ends, generation.path("eos_token_id"));
    int bos = named(settings.path("bos_token"), config.path("bos_token_id").asInt(-1));
    int eos = named(settings.path("eos_token"), ends.stream().findFirst().orElse(-1));
    var vocabulary = new TokenVocabulary(pieces, specials, ordinary, bos, eos, ends, spaceBefore);
    return Tokenizer.of(root.toString(), vocabulary);
  }

  private void readModel() {
    List<String> kinds = new ArrayList<>(root.path("decoder").findValuesAsText("type"));
    kinds.addAll(root.path("pre_tokenizer").findValuesAsText("type"));
    TokenPieces writing =
        kinds.contains("ByteLevel") ? TokenPieces.BYTE_LEVEL : TokenPieces.SENTENCE_PIECE;
    for (Map.Entry<String, JsonNode> entry : root.path("model").path("vocab").properties()) {
      put(entry.getKey(), entry.getValue().asInt(-1), writing.bytes(entry.getKey()));
    }
    ordinary = pieces.size();
  }

  /**
   * Special tokens leave the list, so that they stay text inside a text; all added ones join the
   * model, because the list alone would number them anew.
   */
  private void readAdded() {
    ArrayNode kept = JsonMapping.PLAIN.createArrayNode();
    for (JsonNode token : root.path("added_tokens")) {
      String text = token.path("content").asText();
      int id = token.path("id").asInt(-1);
      put(text, id, text.getBytes(StandardCharsets.UTF_8));
      root.withObject("/model/vocab").put(text, id);
      if (token.path("special").asBoolean()) {
        specials.put(text, id);
      } else {
        kept.add(token);
        ordinary = Math.max(ordinary, id + 1);
      }
    }
    root.set("added_tokens", kept);
  }

  private void put(String text, int id, byte[] bytes) {
    if (id < 0 || id > LARGEST_ID) {
      throw new TopicLoraException.BadBase(
          "tokenizer.json gives '" + text + "' no id that a token can have");
    }
    while (pieces.size() <= id) {
      pieces.add(new byte[0]);
    }
    pieces.set(id, bytes);
    ids.put(text, id);
  }

  private boolean metaspace() {
    JsonNode step = root.path("pre_tokenizer");
    return step.path("type").asText().equals("Metaspace")
        && !step.path("prepend_scheme").asText("always").equals("never");
  }

  private int named(JsonNode token, int otherwise) {
    String text = token.path("content").asText(token.asText());
    return ids.getOrDefault(text, otherwise);
  }

  private static void addAll(Set<Integer> ends, JsonNode idOrIds) {
    idOrIds.forEach(id -> ends.add(id.asInt()));
    if (idOrIds.isIntegralNumber()) {
      ends.add(idOrIds.asInt());
    }
  }
}
