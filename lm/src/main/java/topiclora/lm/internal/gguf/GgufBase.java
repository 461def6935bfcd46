package topiclora.lm.internal.gguf;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.checkpoint.BaseConfig;
import topiclora.lm.internal.checkpoint.BaseFiles;
import topiclora.lm.internal.checkpoint.EncodedMatrix;
import topiclora.lm.internal.checkpoint.RopeFactors;
import topiclora.lm.internal.checkpoint.Shapes;
import topiclora.lm.internal.checkpoint.TensorName;
import topiclora.lm.internal.tensor.Tensor;
import topiclora.lm.internal.tokenizer.Tokenizer;

/** A base model in one GGUF file. */
public final class GgufBase implements BaseFiles {
  private static final Set<String> ARCHITECTURES = Set.of("llama", "qwen2", "qwen3");
  private static final String ROPE_FACTORS = "rope_freqs.weight";

  private final Path path;
  private final Gguf gguf;
  private final BaseConfig config;

  private GgufBase(Path path, Gguf gguf, BaseConfig config) {
    this.path = path;
    this.gguf = gguf;
    this.config = config;
  }

  public static GgufBase open(Path path) {
    Gguf gguf = Gguf.open(path);
    try {
      return new GgufBase(path, gguf, config(gguf));
    } catch (IllegalArgumentException e) {
      gguf.close();
      throw bad(path, "states " + e.getMessage() + "; a damaged file?");
    } catch (TopicLoraException e) {
      gguf.close();
      throw e;
    }
  }

  private static BaseConfig config(Gguf gguf) {
    GgufMetadata data = gguf.metadata();
    String name = data.requireText("general.architecture");
    if (!ARCHITECTURES.contains(name)) {
      throw data.bad("has the architecture " + name + "; llama, qwen2 and qwen3 are read");
    }
    int files = data.integer("split.count").orElse(1);
    if (files > 1) {
      throw data.bad("is one of " + files + " parts; join them with llama.cpp's gguf-split first");
    }
    int width = data.requireInteger(name + ".embedding_length");
    int heads = data.requireInteger(name + ".attention.head_count");
    int headWidth = data.integer(name + ".attention.key_length").orElse(width / Math.max(1, heads));
    if (data.integer(name + ".rope.dimension_count").orElse(headWidth) != headWidth) {
      throw data.bad("turns only a part of each head, which is not supported");
    }
    return new BaseConfig(
        name,
        data.requireInteger(name + ".block_count"),
        width,
        heads,
        data.integer(name + ".attention.head_count_kv").orElse(heads),
        headWidth,
        data.requireInteger(name + ".feed_forward_length"),
        (int) Math.min(Integer.MAX_VALUE, gguf.shape(TensorName.EMBEDDING.gguf())[0]),
        data.requireInteger(name + ".context_length"),
        data.number(name + ".attention.layer_norm_rms_epsilon").orElse(1e-5),
        data.number(name + ".rope.freq_base").orElse(10_000));
  }

  @Override
  public BaseConfig config() {
    return config;
  }

  @Override
  public String name() {
    return gguf.metadata().text("general.name").orElse(path.getFileName().toString());
  }

  @Override
  public boolean has(TensorName name) {
    return gguf.has(name.gguf());
  }

  @Override
  public Tensor read(TensorName name, long... shape) {
    Shapes.require(name.gguf(), gguf.shape(name.gguf()), shape);
    Tensor tensor = gguf.read(name.gguf());
    return neighbours(name) ? halved(tensor) : tensor;
  }

  @Override
  public Optional<EncodedMatrix> coded(TensorName name, long out, long in) {
    Shapes.require(name.gguf(), gguf.shape(name.gguf()), new long[] {out, in});
    Optional<EncodedMatrix> coded = gguf.coded(name.gguf());
    return neighbours(name) ? coded.map(matrix -> matrix.rows(this::halved)) : coded;
  }

  /** GGUF stores the rotary pairs of llama's queries and keys as neighbours, not as halves. */
  private boolean neighbours(TensorName name) {
    return config.architecture().equals("llama") && name.permuted();
  }

  private Tensor halved(Tensor neighbours) {
    int d = config.headWidth();
    long[] shape = neighbours.shape();
    return neighbours.view(shape[0] / d, d / 2, 2, -1).transpose(1, 2).view(shape);
  }

  @Override
  public float[] ropeFactors() {
    GgufMetadata data = gguf.metadata();
    String scaling = config.architecture() + ".rope.scaling.";
    String type = data.text(scaling + "type").orElse("none");
    if (gguf.has(ROPE_FACTORS)) {
      Shapes.require(ROPE_FACTORS, gguf.shape(ROPE_FACTORS), new long[] {config.headWidth() / 2});
      return gguf.read(ROPE_FACTORS).toFloats();
    }
    return switch (type) {
      case "none" -> RopeFactors.linear(config, 1);
      case "linear" -> RopeFactors.linear(config, data.number(scaling + "factor").orElse(1));
      default -> throw data.bad("scales rope by " + type + "; linear and llama 3's way are read");
    };
  }

  @Override
  public boolean tied() {
    return !has(TensorName.OUTPUT);
  }

  @Override
  public Tokenizer tokenizer() {
    return GgufTokenizer.read(gguf.metadata());
  }

  @Override
  public Optional<String> chatTemplate() {
    return gguf.metadata().text("tokenizer.chat_template");
  }

  @Override
  public List<Path> files() {
    return List.of(path);
  }

  @Override
  public void close() {
    gguf.close();
  }

  private static TopicLoraException.BadBase bad(Path path, String what) {
    return new TopicLoraException.BadBase(path.getFileName() + " " + what);
  }
}
