package topiclora.base;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import topiclora.TopicLoraException;
import topiclora.tensor.Tensor;

/** A base model in one GGUF file. */
final class GgufBase implements BaseFiles {
  private static final Set<String> ARCHITECTURES = Set.of("llama", "qwen2", "qwen3");
  private static final String ROPE_FACTORS = "rope_freqs.weight";

  private final Path path;
  private final Gguf gguf;
  private final BaseConfig config;

  private GgufBase(Path path, Gguf gguf) {
    this.path = path;
    this.gguf = gguf;
    this.config = config(path, gguf);
  }

  static GgufBase open(Path path) {
    return new GgufBase(path, Gguf.open(path));
  }

  private static BaseConfig config(Path path, Gguf gguf) {
    GgufMetadata data = gguf.metadata();
    String name = data.requireText("general.architecture");
    if (!ARCHITECTURES.contains(name)) {
      throw new TopicLoraException.BadBase(
          path.getFileName()
              + " has the architecture "
              + name
              + "; llama, qwen2 and qwen3 are read");
    }
    int width = data.requireInteger(name + ".embedding_length");
    int heads = data.requireInteger(name + ".attention.head_count");
    return new BaseConfig(
        name,
        data.requireInteger(name + ".block_count"),
        width,
        heads,
        data.integer(name + ".attention.head_count_kv").orElse(heads),
        data.integer(name + ".attention.key_length").orElse(width / Math.max(1, heads)),
        data.requireInteger(name + ".feed_forward_length"),
        Math.toIntExact(gguf.shape(Part.EMBEDDING.gguf())[0]),
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
  public boolean has(Part part) {
    return gguf.has(part.gguf());
  }

  @Override
  public Tensor read(Part part, long... shape) {
    long[] found = gguf.shape(part.gguf());
    if (!Arrays.equals(found, shape)) {
      throw new TopicLoraException.BadBase(
          part.gguf()
              + " is "
              + Arrays.toString(found)
              + ", the metadata says "
              + Arrays.toString(shape)
              + "; a damaged file?");
    }
    Tensor tensor = gguf.read(part.gguf());
    return permuted(part) ? halved(tensor, shape) : tensor;
  }

  /** GGUF stores the rotary pairs of llama's queries and keys as neighbours. */
  private boolean permuted(Part part) {
    String name = part.gguf();
    return config.architecture().equals("llama")
        && (name.contains("attn_q.") || name.contains("attn_k."));
  }

  private Tensor halved(Tensor neighbours, long[] shape) {
    int d = config.headWidth();
    long heads = shape[0] / d;
    return neighbours.view(heads, d / 2, 2, -1).transpose(1, 2).view(shape);
  }

  @Override
  public float[] ropeFactors() {
    if (gguf.has(ROPE_FACTORS)) {
      return gguf.read(ROPE_FACTORS).toFloats();
    }
    float[] ones = new float[config.headWidth() / 2];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Override
  public Tokenizer tokenizer() {
    return GgufTokenizer.read(gguf.metadata());
  }

  @Override
  public List<Path> files() {
    return List.of(path);
  }

  @Override
  public void close() {
    gguf.close();
  }
}
