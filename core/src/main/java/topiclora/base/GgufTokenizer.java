package topiclora.base;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import topiclora.TopicLoraException;

/** Makes a tokenizer from the vocabulary and the merges inside a GGUF file. */
final class GgufTokenizer {
  private static final JsonMapper JSON = new JsonMapper();

  private GgufTokenizer() {}

  static Tokenizer read(GgufMetadata data) {
    List<String> tokens = data.texts("tokenizer.ggml.tokens");
    ObjectNode root = JSON.createObjectNode();
    root.put("version", "1.0");
    root.set("pre_tokenizer", preTokenizer(data.text("tokenizer.ggml.pre").orElse("gpt-2")));
    root.set("model", model(tokens, data.texts("tokenizer.ggml.merges")));
    return Tokenizer.of(
        root.toString(),
        tokens,
        data.integer("tokenizer.ggml.bos_token_id").orElse(-1),
        data.integer("tokenizer.ggml.eos_token_id").orElse(-1));
  }

  private static ObjectNode model(List<String> tokens, List<String> merges) {
    ObjectNode model = JSON.createObjectNode();
    model.put("type", "BPE");
    ObjectNode vocabulary = model.putObject("vocab");
    for (int id = 0; id < tokens.size(); id++) {
      vocabulary.put(tokens.get(id), id);
    }
    ArrayNode list = model.putArray("merges");
    merges.forEach(list::add);
    return model;
  }

  private static ObjectNode preTokenizer(String name) {
    ObjectNode sequence = JSON.createObjectNode();
    sequence.put("type", "Sequence");
    ArrayNode steps = sequence.putArray("pretokenizers");
    switch (name) {
      case "smollm" -> steps.addObject().put("type", "Digits").put("individual_digits", true);
      case "gpt-2" -> {}
      default ->
          throw new TopicLoraException.BadBase("pre-tokenizer " + name + " is not supported");
    }
    steps
        .addObject()
        .put("type", "ByteLevel")
        .put("add_prefix_space", false)
        .put("trim_offsets", true)
        .put("use_regex", true);
    return sequence;
  }
}
