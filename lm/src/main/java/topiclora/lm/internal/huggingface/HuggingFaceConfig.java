package topiclora.lm.internal.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.checkpoint.BaseConfig;
import topiclora.lm.internal.checkpoint.RopeFactors;

/** What a folder's config.json says. */
final class HuggingFaceConfig {
  private static final Set<String> ARCHITECTURES = Set.of("llama", "mistral", "qwen2", "qwen3");

  private final JsonNode json;
  private final BaseConfig config;

  HuggingFaceConfig(JsonNode json) {
    this.json = json;
    this.config = config();
  }

  BaseConfig base() {
    return config;
  }

  boolean tied() {
    return json.path("tie_word_embeddings").asBoolean(false);
  }

  private BaseConfig config() {
    String type = json.path("model_type").asText();
    if (!ARCHITECTURES.contains(type)) {
      throw bad("has the model_type '" + type + "'; llama, mistral, qwen2 and qwen3 are read");
    }
    requirePlain();
    int width = require("hidden_size");
    int heads = require("num_attention_heads");
    try {
      return new BaseConfig(
          type,
          require("num_hidden_layers"),
          width,
          heads,
          json.path("num_key_value_heads").asInt(heads),
          json.path("head_dim").asInt(width / Math.max(1, heads)),
          require("intermediate_size"),
          require("vocab_size"),
          context(),
          json.path("rms_norm_eps").asDouble(1e-6),
          ropeBase());
    } catch (IllegalArgumentException e) {
      throw bad("states " + e.getMessage());
    }
  }

  private void requirePlain() {
    String act = json.path("hidden_act").asText("silu");
    if (!act.equals("silu")) {
      throw bad("wants the activation " + act + "; silu is supported");
    }
    if (json.hasNonNull("quantization_config")) {
      throw bad("is quantised; use the plain checkpoint, or a GGUF file");
    }
  }

  /** A window of attention shorter than the context is kept by not going beyond it. */
  private int context() {
    int context = require("max_position_embeddings");
    boolean slides =
        json.hasNonNull("sliding_window") && json.path("use_sliding_window").asBoolean(true);
    return slides ? Math.min(context, json.path("sliding_window").asInt()) : context;
  }

  private double ropeBase() {
    return json.path("rope_parameters")
        .path("rope_theta")
        .asDouble(json.path("rope_theta").asDouble(10_000));
  }

  float[] ropeFactors() {
    JsonNode scaling =
        json.path(json.hasNonNull("rope_parameters") ? "rope_parameters" : "rope_scaling");
    String type = scaling.path("rope_type").asText(scaling.path("type").asText("default"));
    return switch (type) {
      case "default" -> RopeFactors.linear(config, 1);
      case "linear" -> RopeFactors.linear(config, scaling.path("factor").asDouble(1));
      case "llama3" ->
          new RopeFactors.Llama3(
                  scaling.path("factor").asDouble(),
                  scaling.path("low_freq_factor").asDouble(),
                  scaling.path("high_freq_factor").asDouble(),
                  scaling.path("original_max_position_embeddings").asDouble())
              .factors(config);
      default -> throw bad("scales rope by " + type + "; linear and llama3 are supported");
    };
  }

  private int require(String key) {
    JsonNode value = json.path(key);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw bad("has no whole number " + key + "; not a language model?");
    }
    return value.asInt();
  }

  private static TopicLoraException.BadBase bad(String what) {
    return new TopicLoraException.BadBase("config.json " + what);
  }
}
