package topiclora.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import topiclora.lm.internal.tensor.OneThread;
import topiclora.lm.internal.tensor.Safetensors;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * A base of two layers and random weights that reads letter by letter, as a Hugging Face folder.
 */
public final class ATinyBase {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzĠ.";
  private static final int WIDTH = 8;
  private static final int LAYERS = 2;

  private ATinyBase() {}

  public static Path in(Path folder) {
    OneThread.set();
    Path place = folder.resolve("tiny-base");
    try {
      Files.createDirectories(place);
      Files.writeString(place.resolve("tokenizer.json"), tokenizer());
      Files.writeString(
          place.resolve("config.json"),
          """
          {"model_type": "llama", "hidden_size": %d, "intermediate_size": %d,
           "num_hidden_layers": %d, "num_attention_heads": 2, "num_key_value_heads": 1,
           "vocab_size": %d, "max_position_embeddings": 512, "tie_word_embeddings": true}
          """
              .formatted(WIDTH, 2 * WIDTH, LAYERS, LETTERS.length()));
      try (var scope = Scope.open()) {
        Safetensors.write(place.resolve("model.safetensors"), weights(), Map.of());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return place;
  }

  private static String tokenizer() {
    String ids =
        IntStream.range(0, LETTERS.length())
            .mapToObj(i -> "\"" + LETTERS.charAt(i) + "\": " + i)
            .collect(Collectors.joining(", "));
    return """
    {"version": "1.0", "added_tokens": [],
     "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true},
     "decoder": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true},
     "model": {"type": "BPE", "ignore_merges": true, "merges": [], "vocab": {%s}}}
    """
        .formatted(ids);
  }

  private static Map<String, Tensor> weights() {
    Random random = new Random(5);
    Map<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("model.embed_tokens.weight", gaussian(random, LETTERS.length(), WIDTH));
    weights.put("model.norm.weight", ones());
    for (int layer = 0; layer < LAYERS; layer++) {
      String prefix = "model.layers." + layer + ".";
      weights.put(prefix + "input_layernorm.weight", ones());
      weights.put(prefix + "post_attention_layernorm.weight", ones());
      weights.put(prefix + "self_attn.q_proj.weight", gaussian(random, WIDTH, WIDTH));
      weights.put(prefix + "self_attn.k_proj.weight", gaussian(random, WIDTH / 2, WIDTH));
      weights.put(prefix + "self_attn.v_proj.weight", gaussian(random, WIDTH / 2, WIDTH));
      weights.put(prefix + "self_attn.o_proj.weight", gaussian(random, WIDTH, WIDTH));
      weights.put(prefix + "mlp.gate_proj.weight", gaussian(random, 2 * WIDTH, WIDTH));
      weights.put(prefix + "mlp.up_proj.weight", gaussian(random, 2 * WIDTH, WIDTH));
      weights.put(prefix + "mlp.down_proj.weight", gaussian(random, WIDTH, 2 * WIDTH));
    }
    return weights;
  }

  private static Tensor ones() {
    return Tensor.of(new float[WIDTH], WIDTH).add(1);
  }

  private static Tensor gaussian(Random random, int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.4 * random.nextGaussian());
    }
    return Tensor.of(values, rows, columns);
  }
}
