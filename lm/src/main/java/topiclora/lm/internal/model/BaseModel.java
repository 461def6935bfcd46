package topiclora.lm.internal.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import topiclora.lm.ComputeOptions;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.checkpoint.BaseConfig;
import topiclora.lm.internal.checkpoint.BaseFiles;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.checkpoint.TensorName;
import topiclora.lm.internal.gguf.GgufBase;
import topiclora.lm.internal.huggingface.HuggingFaceBase;
import topiclora.lm.internal.io.Sha256;
import topiclora.lm.internal.template.ChatTemplate;
import topiclora.lm.internal.tensor.Compute;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.FourBit;
import topiclora.lm.internal.tensor.Nn;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;
import topiclora.lm.internal.tokenizer.Tokenizer;

/**
 * A frozen language model: its weights never change and need no gradients.
 *
 * <p>Results belong to the innermost open {@link Scope}. Safe for several threads.
 *
 * <pre>{@code
 * try (var base = BaseModel.open(path, ComputeOptions.defaults()); var scope = Scope.open()) {
 *   Tensor ids = Tensor.of(base.tokenizer().encode("The town"), 1, 2);
 *   Tensor h = base.blocks(base.embed(ids), 0, base.config().layers(), LinearHook.NONE);
 *   Tensor next = base.logits(h);
 * }
 * }</pre>
 */
public final class BaseModel implements AutoCloseable {
  private final BaseFiles files;
  private final BaseConfig config;
  private final DType type;
  private final Weights weights;
  private final Tokenizer tokenizer;
  private final Tensor embedding;
  private final Matrix output;
  private final Tensor finalNorm;
  private final List<Block> blocks = new ArrayList<>();
  private final @Nullable BaseModel owner;

  private volatile @Nullable String sha256;
  private @Nullable BaseModel packed;

  private BaseModel(BaseFiles files, DType type, Weights weights) {
    this.owner = null;
    this.files = files;
    this.config = files.config();
    this.type = type;
    this.weights = weights;
    this.embedding = weights.read(TensorName.EMBEDDING, config.vocabulary(), config.width());
    Tensor rows =
        files.tied()
            ? embedding
            : weights.read(TensorName.OUTPUT, config.vocabulary(), config.width());
    this.output = new Matrix(rows, null);
    this.finalNorm = weights.read(TensorName.FINAL_NORM, config.width());
    var rope = new Rope(config, files.ropeFactors(), type);
    for (int layer = 0; layer < config.layers(); layer++) {
      blocks.add(new Block(weights, layer, rope));
    }
    this.tokenizer = files.tokenizer();
    tokenizer.requireFit(config.vocabulary());
  }

  private BaseModel(BaseModel owner, Weights weights, Matrix output, UnaryOperator<Block> changed) {
    this.owner = owner;
    this.files = owner.files;
    this.config = owner.config;
    this.type = owner.type;
    this.weights = weights;
    this.embedding = owner.embedding;
    this.output = output;
    this.finalNorm = owner.finalNorm;
    this.tokenizer = owner.tokenizer;
    owner.blocks.forEach(block -> blocks.add(changed.apply(block)));
  }

  /**
   * Opens a GGUF file or a folder as the Hugging Face hub has it, to be computed with as wished.
   *
   * @throws IllegalArgumentException where the process computes with something else already
   */
  public static BaseModel open(Path ggufOrFolder, ComputeOptions compute) {
    requireThere(ggufOrFolder); // settles nothing where there is nothing to open
    return open(ggufOrFolder, Compute.use(compute));
  }

  /**
   * The same with whatever this process computes with.
   *
   * @param compute the type that weights are kept and multiplied in, F32 or BF16
   */
  public static BaseModel open(Path ggufOrFolder, DType compute) {
    if (compute != DType.F32 && compute != DType.BF16) {
      throw new IllegalArgumentException("a base computes in F32 or BF16, not in " + compute);
    }
    requireThere(ggufOrFolder);
    boolean folder = Files.isDirectory(ggufOrFolder);
    BaseFiles files = folder ? HuggingFaceBase.open(ggufOrFolder) : GgufBase.open(ggufOrFolder);
    Weights weights = new Weights(files, compute);
    try {
      return new BaseModel(files, compute, weights);
    } catch (RuntimeException e) {
      weights.close();
      files.close();
      throw e;
    }
  }

  private static void requireThere(Path ggufOrFolder) {
    if (!Files.exists(ggufOrFolder)) {
      throw new TopicLoraException.BadBase("no base model at " + ggufOrFolder);
    }
  }

  /**
   * The same base with {@code update} added to its weights: an adapter that costs nothing a token.
   *
   * <p>Memory for the updated weights only, all others are shared: close it before this one. Name
   * and hash stay those of the files.
   */
  public BaseModel merged(WeightUpdate update) {
    return changed((merged, block) -> block.merged(merged, update), own -> output);
  }

  /**
   * The same base that generates faster: few tokens at once are multiplied with its weights in the
   * four or eight bits that the file holds them in, see {@link FourBit}. This base where that is
   * not quicker on this processor.
   *
   * <p>Made at the first call, about a second's work, and closed with this base.
   */
  public synchronized BaseModel packed() {
    BaseModel made = packed;
    if (made == null) {
      made = FourBit.quickerThan(type) ? pack() : this;
      packed = made;
    }
    return made;
  }

  /** {@link #packed} wherever that is quicker or not; for whoever closes it. */
  BaseModel pack() {
    TensorName name = files.tied() ? TensorName.EMBEDDING : TensorName.OUTPUT;
    return changed((own, block) -> block.packed(own), own -> output.packed(own, name));
  }

  private BaseModel changed(
      BiFunction<Weights, Block, Block> block, Function<Weights, Matrix> output) {
    Weights own = new Weights(files, type);
    try {
      return new BaseModel(this, own, output.apply(own), one -> block.apply(own, one));
    } catch (RuntimeException e) {
      own.close();
      throw e;
    }
  }

  public BaseConfig config() {
    return config;
  }

  /** The name that its files give it. */
  public String name() {
    return files.name();
  }

  /** SHA-256 of the files that hold its weights; read from disk at the first call. */
  public String sha256() {
    String known = sha256;
    if (known == null) {
      known = Sha256.ofFiles(files.files());
      sha256 = known;
    }
    return known;
  }

  /** The type that it computes in. */
  public DType type() {
    return type;
  }

  public Tokenizer tokenizer() {
    return tokenizer;
  }

  /** How it wants a conversation written, where it was made for one. */
  public Optional<ChatTemplate> chatTemplate() {
    return files.chatTemplate().map(source -> new ChatTemplate(source, tokenizer));
  }

  /** Token ids {@code [B, C]} to the residual stream {@code [B, C, W]}. */
  public Tensor embed(Tensor ids) {
    return Nn.embedding(embedding, ids);
  }

  /** The frozen weight of one linear map, {@code [out, in]}. */
  public Tensor weight(ModuleId module) {
    return blocks.get(module.layer()).weight(module.kind());
  }

  /** Runs {@code h [B, C, W]} through the layers {@code from} to {@code to - 1}, causally. */
  public Tensor blocks(Tensor h, int from, int to, LinearHook hook) {
    return run(h, from, to, hook, null);
  }

  /** The same for tokens that follow those in {@code cache}, which then holds them too. */
  public Tensor blocks(Tensor h, int from, int to, LinearHook hook, KeyValueCache cache) {
    Tensor out = run(h, from, to, hook, cache);
    if (to == config.layers()) {
      cache.advance(h.size(1));
    }
    return out;
  }

  private Tensor run(Tensor h, int from, int to, LinearHook hook, @Nullable KeyValueCache cache) {
    requireRoom(h.size(1) + (cache == null ? 0 : cache.length()));
    Tensor mask = cache == null ? null : cache.mask(h.size(1));
    Tensor out = h;
    for (Block block : blocks.subList(from, to)) {
      // A scope for each layer: what one layer makes on the way would else stay until the last.
      try (var scope = Scope.inherit()) {
        out = scope.keep(block.forward(out, hook, cache, mask));
      }
    }
    return out;
  }

  private void requireRoom(int tokens) {
    if (tokens > config.context()) {
      throw new IllegalArgumentException(
          tokens + " tokens; " + name() + " reads at most " + config.context());
    }
  }

  /** The last normalisation, before the output; any shape that ends in W. */
  public Tensor finalNorm(Tensor h) {
    return Nn.rmsNorm(h, finalNorm, config.normEpsilon());
  }

  /** Rows that the normalised residual stream is multiplied with: {@code [V, W]}. */
  public Tensor outputWeight() {
    return output.weight();
  }

  /** Logits in float32 of {@code h [.., W]}: {@code [.., V]}. */
  public Tensor logits(Tensor h) {
    return output.times(finalNorm(h)).to(DType.F32);
  }

  @Override
  public synchronized void close() {
    if (packed != null && packed != this) {
      packed.close();
    }
    weights.close();
    if (owner == null) {
      tokenizer.close();
      files.close();
    }
  }
}
