package topiclora.lm.internal.gguf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.io.JsonMapping;
import topiclora.lm.internal.tokenizer.AddedTokens;
import topiclora.lm.internal.tokenizer.PreTokenizers;
import topiclora.lm.internal.tokenizer.TokenPieces;
import topiclora.lm.internal.tokenizer.TokenVocabulary;
import topiclora.lm.internal.tokenizer.Tokenizer;

/** Makes a tokenizer from the vocabulary and the merges inside a GGUF file. */
public final class GgufTokenizer {
  private static final int CONTROL = 3;
  private static final int USER_DEFINED = 4;
  private static final Set<String> WHOLE_PIECES_FIRST = Set.of("llama-bpe", "llama3", "llama-v3");

  private final GgufMetadata data;
  private final List<String> tokens;
  private final List<Number> types;
  private final ObjectNode root = JsonMapping.PLAIN.createObjectNode();

  private GgufTokenizer(GgufMetadata data) {
    this.data = data;
    this.tokens = data.texts("tokenizer.ggml.tokens");
    this.types = data.numbers("tokenizer.ggml.token_type");
    if (tokens.isEmpty() || (!types.isEmpty() && types.size() != tokens.size())) {
      throw data.bad(
          "has %d tokens and %d token types; a damaged file?"
              .formatted(tokens.size(), types.size()));
    }
  }

  public static Tokenizer read(GgufMetadata data) {
    var reader = new GgufTokenizer(data);
    String model = data.requireText("tokenizer.ggml.model");
    return switch (model) {
      case "gpt2" -> reader.byteLevel();
      case "llama" -> reader.sentencePiece();
      default ->
          throw data.bad("has a tokenizer of the kind " + model + "; gpt2 and llama are read");
    };
  }

  private Tokenizer byteLevel() {
    String pre = data.text("tokenizer.ggml.pre").orElse("default");
    root.set("pre_tokenizer", PreTokenizers.named(pre).orElseThrow(unknown(pre)));
    if (pre.contains("qwen2")) {
      root.putObject("normalizer").put("type", "NFC");
    }
    ObjectNode model = model();
    model.put("ignore_merges", WHOLE_PIECES_FIRST.contains(pre));
    ArrayNode merges = model.putArray("merges");
    data.texts("tokenizer.ggml.merges").forEach(merges::add);
    return finish(TokenPieces.BYTE_LEVEL, false);
  }

  private Supplier<TopicLoraException> unknown(String pre) {
    return () ->
        data.bad(
            "has the pre-tokenizer %s; gpt-2, smollm, llama-bpe, qwen2 and tekken are read; where it is 'default', a newer conversion helps"
                .formatted(pre));
  }

  /** SentencePiece merges the pair whose union has the best score: that is an order of merges. */
  private Tokenizer sentencePiece() {
    boolean space = data.flag("tokenizer.ggml.add_space_prefix").orElse(true);
    ArrayNode steps = root.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
    if (space) {
      steps.addObject().put("type", "Prepend").put("prepend", "\u2581");
    }
    ObjectNode replace = steps.addObject().put("type", "Replace").put("content", "\u2581");
    replace.putObject("pattern").put("String", " ");
    ObjectNode model = model();
    model.put("byte_fallback", true).put("fuse_unk", true);
    data.integer("tokenizer.ggml.unknown_token_id")
        .ifPresent(id -> model.put("unk_token", token(id)));
    ArrayNode merges = model.putArray("merges");
    for (Merge merge : merges()) {
      merges.addArray().add(merge.left).add(merge.right);
    }
    return finish(TokenPieces.SENTENCE_PIECE, space);
  }

  private record Merge(String left, String right, float score) {}

  private List<Merge> merges() {
    List<Number> scores = data.numbers("tokenizer.ggml.scores");
    if (scores.size() != tokens.size()) {
      throw data.bad(
          "has %d tokens and %d scores; a damaged file?".formatted(tokens.size(), scores.size()));
    }
    Set<String> known = new HashSet<>(tokens);
    List<Merge> merges = new ArrayList<>();
    for (int id = 0; id < tokens.size(); id++) {
      String whole = tokens.get(id);
      for (int cut = 1; cut < whole.length() && type(id) != CONTROL; cut++) {
        String left = whole.substring(0, cut);
        String right = whole.substring(cut);
        if (known.contains(left) && known.contains(right)) {
          merges.add(new Merge(left, right, scores.get(id).floatValue()));
        }
      }
    }
    merges.sort((a, b) -> Float.compare(b.score, a.score));
    return merges;
  }

  private ObjectNode model() {
    ObjectNode model = root.putObject("model").put("type", "BPE");
    ObjectNode ids = model.putObject("vocab");
    for (int id = 0; id < tokens.size(); id++) {
      ids.put(tokens.get(id), id);
    }
    return model;
  }

  private Tokenizer finish(TokenPieces writing, boolean spaceBefore) {
    List<byte[]> pieces = new ArrayList<>();
    Map<String, Integer> specials = new HashMap<>();
    ArrayNode whole = root.putArray("added_tokens");
    for (int id = 0; id < tokens.size(); id++) {
      String token = tokens.get(id);
      boolean plain = type(id) == CONTROL || type(id) == USER_DEFINED;
      pieces.add(plain ? token.getBytes(StandardCharsets.UTF_8) : writing.bytes(token));
      if (type(id) == CONTROL) {
        specials.put(token, id);
      } else if (type(id) == USER_DEFINED) {
        AddedTokens.add(whole, id, token);
      }
    }
    int bos = data.integer("tokenizer.ggml.bos_token_id").orElse(-1);
    int eos = data.integer("tokenizer.ggml.eos_token_id").orElse(-1);
    Set<Integer> ends = new HashSet<>();
    data.integer("tokenizer.ggml.eot_token_id").ifPresent(ends::add);
    var vocabulary =
        new TokenVocabulary(pieces, specials, tokens.size(), bos, eos, ends, spaceBefore);
    return Tokenizer.of(root.toString(), vocabulary);
  }

  private int type(int id) {
    return types.isEmpty() ? 1 : types.get(id).intValue();
  }

  private String token(int id) {
    if (id >= tokens.size()) {
      throw data.bad("names the token " + id + " of " + tokens.size() + "; a damaged file?");
    }
    return tokens.get(id);
  }
}
