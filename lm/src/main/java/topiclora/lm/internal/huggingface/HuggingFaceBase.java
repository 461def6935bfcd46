package topiclora.lm.internal.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.checkpoint.BaseConfig;
import topiclora.lm.internal.checkpoint.BaseFiles;
import topiclora.lm.internal.checkpoint.EncodedMatrix;
import topiclora.lm.internal.checkpoint.TensorName;
import topiclora.lm.internal.io.JsonFiles;
import topiclora.lm.internal.tensor.Tensor;
import topiclora.lm.internal.tokenizer.Tokenizer;

/** A base model in a folder as the Hugging Face hub has it. */
public final class HuggingFaceBase implements BaseFiles {
  private final Path folder;
  private final HuggingFaceConfig config;
  private final Shards shards;

  private HuggingFaceBase(Path folder, HuggingFaceConfig config, Shards shards) {
    this.folder = folder;
    this.config = config;
    this.shards = shards;
  }

  public static HuggingFaceBase open(Path folder) {
    Path config = folder.resolve("config.json");
    if (!Files.exists(config)) {
      throw new TopicLoraException.BadBase(
          "no config.json in " + folder + "; wanted a GGUF file or a Hugging Face folder");
    }
    return new HuggingFaceBase(
        folder, new HuggingFaceConfig(JsonFiles.read(config)), Shards.open(folder));
  }

  @Override
  public BaseConfig config() {
    return config.base();
  }

  @Override
  public String name() {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? folder.toString() : name.toString();
  }

  @Override
  public boolean has(TensorName name) {
    return shards.has(name.huggingFace());
  }

  @Override
  public Tensor read(TensorName name, long... shape) {
    return shards.read(name.huggingFace(), shape);
  }

  @Override
  public Optional<EncodedMatrix> coded(TensorName name, long out, long in) {
    return Optional.empty();
  }

  @Override
  public float[] ropeFactors() {
    return config.ropeFactors();
  }

  @Override
  public boolean tied() {
    return config.tied();
  }

  @Override
  public Tokenizer tokenizer() {
    return HuggingFaceTokenizer.read(folder);
  }

  @Override
  public Optional<String> chatTemplate() {
    Path own = folder.resolve("chat_template.jinja");
    if (Files.exists(own)) {
      return Optional.of(text(own));
    }
    return template(JsonFiles.readIfThere(folder.resolve("tokenizer_config.json")))
        .or(() -> template(JsonFiles.readIfThere(folder.resolve("chat_template.json"))));
  }

  private static Optional<String> template(JsonNode file) {
    JsonNode found = file.path("chat_template");
    for (JsonNode named : found) { // several templates, each with a name
      if (named.path("name").asText().equals("default")) {
        return Optional.of(named.path("template").asText());
      }
    }
    return found.isTextual() ? Optional.of(found.asText()) : Optional.empty();
  }

  private static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new TopicLoraException.BadBase("cannot read " + path + ": " + e.getMessage());
    }
  }

  @Override
  public List<Path> files() {
    return shards.files();
  }

  @Override
  public void close() {
    shards.close();
  }
}
