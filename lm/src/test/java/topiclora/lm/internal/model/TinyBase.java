package topiclora.lm.internal.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.OneThread;
import topiclora.lm.internal.tensor.Safetensors;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * A language model of 2 layers and width 16 with random weights, as a folder, for tests that must
 * be fast.
 *
 * <p>Its tokens are letters and 48 whole words with the space before them; texts about a {@link
 * #SUBJECTS subject} can be told apart.
 */
public final class TinyBase {
  public static final List<List<String>> SUBJECTS =
      List.of(
          List.of(
              "boat", "wave", "sail", "harbour", "tide", "anchor", "mast", "deck", "crew",
              "captain", "island", "storm"),
          List.of(
              "oven", "bread", "flour", "butter", "sugar", "recipe", "cake", "dough", "salt",
              "kitchen", "cream", "spoon"),
          List.of(
              "star",
              "planet",
              "orbit",
              "comet",
              "moon",
              "galaxy",
              "rocket",
              "gravity",
              "light",
              "telescope",
              "crater",
              "eclipse"));
  private static final List<String> COMMON =
      List.of(
          "the", "is", "about", "and", "was", "with", "this", "that", "for", "they", "it", "of");
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzTIMHFĠ,";

  private static final int WIDTH = 16;
  private static final int FEED_FORWARD = 24;
  private static final int LAYERS = 2;

  private TinyBase() {}

  /** The model in {@code folder}, written there first where it is not yet. */
  public static BaseModel open(Path folder) {
    return open(folder, tokens().size());
  }

  /** The same with more tokens than its tokenizer has. */
  public static BaseModel open(Path folder, int vocabulary) {
    OneThread.set();
    try {
      if (!Files.exists(folder.resolve("config.json"))) {
        write(Files.createDirectories(folder), vocabulary);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return BaseModel.open(folder, DType.F32);
  }

  /** A text of {@code words} words, four in five of them of one subject. */
  public static String text(int subject, int words, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      List<String> from = random.nextInt(5) == 0 ? COMMON : SUBJECTS.get(subject);
      text.append(' ').append(from.get(random.nextInt(from.size())));
    }
    return text.toString();
  }

  private static List<String> tokens() {
    List<String> tokens = new ArrayList<>();
    LETTERS.chars().forEach(letter -> tokens.add(String.valueOf((char) letter)));
    SUBJECTS.forEach(words -> words.forEach(word -> tokens.add("Ġ" + word)));
    COMMON.forEach(word -> tokens.add("Ġ" + word));
    return tokens;
  }

  private static void write(Path folder, int vocabulary) throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), tokenizer());
    try (var scope = Scope.open()) {
      Safetensors.write(folder.resolve("model.safetensors"), weights(vocabulary), Map.of());
    }
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"model_type": "llama", "hidden_size": %d, "intermediate_size": %d,
         "num_hidden_layers": %d, "num_attention_heads": 2, "num_key_value_heads": 1,
         "vocab_size": %d, "max_position_embeddings": 512, "tie_word_embeddings": true}
        """
            .formatted(WIDTH, FEED_FORWARD, LAYERS, vocabulary));
  }

  private static String tokenizer() {
    StringBuilder ids = new StringBuilder();
    for (String token : tokens()) {
      ids.append(ids.isEmpty() ? "" : ", ");
      int id = tokens().indexOf(token);
      ids.append('"').append(token).append("\": ").append(id);
    }
    return """
    {"version": "1.0", "added_tokens": [],
     "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true},
     "decoder": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true},
     "model": {"type": "BPE", "ignore_merges": true, "merges": [], "vocab": {%s}}}
    """
        .formatted(ids);
  }

  private static Map<String, Tensor> weights(int vocabulary) {
    Random random = new Random(7);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("model.embed_tokens.weight", gaussian(random, 0.5, vocabulary, WIDTH));
    weights.put("model.norm.weight", ones());
    for (int layer = 0; layer < LAYERS; layer++) {
      String prefix = "model.layers." + layer + ".";
      weights.put(prefix + "input_layernorm.weight", ones());
      weights.put(prefix + "post_attention_layernorm.weight", ones());
      weights.put(prefix + "self_attn.q_proj.weight", gaussian(random, 0.25, WIDTH, WIDTH));
      weights.put(prefix + "self_attn.k_proj.weight", gaussian(random, 0.25, WIDTH / 2, WIDTH));
      weights.put(prefix + "self_attn.v_proj.weight", gaussian(random, 0.25, WIDTH / 2, WIDTH));
      weights.put(prefix + "self_attn.o_proj.weight", gaussian(random, 0.25, WIDTH, WIDTH));
      weights.put(prefix + "mlp.gate_proj.weight", gaussian(random, 0.3, FEED_FORWARD, WIDTH));
      weights.put(prefix + "mlp.up_proj.weight", gaussian(random, 0.3, FEED_FORWARD, WIDTH));
      weights.put(prefix + "mlp.down_proj.weight", gaussian(random, 0.3, WIDTH, FEED_FORWARD));
    }
    return weights;
  }

  private static Tensor ones() {
    return Tensor.zeros(DType.F32, WIDTH).fillInPlace(1);
  }

  /** Normal numbers of this deviation, in the shape wanted. */
  public static Tensor gaussian(Random random, double deviation, long... shape) {
    Tensor tensor = Tensor.zeros(DType.F32, shape);
    float[] values = new float[(int) tensor.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return Tensor.of(values, shape);
  }
}
