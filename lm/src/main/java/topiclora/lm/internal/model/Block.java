package topiclora.lm.internal.model;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import topiclora.lm.LinearKind;
import topiclora.lm.internal.checkpoint.BaseConfig;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.checkpoint.TensorName;
import topiclora.lm.internal.tensor.FourBit;
import topiclora.lm.internal.tensor.Nn;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/** One layer of the transformer: attention, then a gated feed-forward part, each added to h. */
final class Block {
  private final int layer;
  private final BaseConfig config;
  private final Rope rope;
  private final Tensor attentionNorm;
  private final Tensor feedForwardNorm;
  private final @Nullable Tensor queryNorm;
  private final @Nullable Tensor keyNorm;
  private final Map<LinearKind, Linear> linears = new EnumMap<>(LinearKind.class);

  /** A linear map with its name. */
  private record Linear(ModuleId id, Matrix matrix, @Nullable Tensor bias) {
    Tensor apply(Tensor x, LinearHook hook) {
      Tensor y = bias == null ? matrix.times(x) : matrix.times(x, bias); // [B, C, out]
      Tensor delta = hook.delta(id, x);
      return delta == null ? y : y.add(delta);
    }

    Linear merged(Weights merged, WeightUpdate update) {
      try (var scope = Scope.open()) {
        Tensor delta = update.of(id);
        return delta == null
            ? this
            : new Linear(id, new Matrix(merged.sum(matrix.weight(), delta), null), bias);
      }
    }

    Linear packed(Weights packed) {
      return new Linear(id, matrix.packed(packed, TensorName.weight(id)), bias);
    }
  }

  Block(Weights weights, int layer, Rope rope) {
    this.layer = layer;
    this.config = weights.config();
    this.rope = rope;
    this.attentionNorm = weights.read(TensorName.attentionNorm(layer), config.width());
    this.feedForwardNorm = weights.read(TensorName.feedForwardNorm(layer), config.width());
    boolean normed = config.normedHeads();
    this.queryNorm = normed ? weights.read(TensorName.queryNorm(layer), config.headWidth()) : null;
    this.keyNorm = normed ? weights.read(TensorName.keyNorm(layer), config.headWidth()) : null;
    for (LinearKind kind : LinearKind.values()) {
      var id = new ModuleId(layer, kind);
      Tensor weight = weights.read(TensorName.weight(id), config.out(kind), config.in(kind));
      TensorName bias = TensorName.bias(id);
      boolean there = config.biased(kind) || weights.has(bias);
      linears.put(
          kind,
          new Linear(
              id, new Matrix(weight, null), there ? weights.read(bias, config.out(kind)) : null));
    }
  }

  private Block(Block block, UnaryOperator<Linear> changed) {
    this.layer = block.layer;
    this.config = block.config;
    this.rope = block.rope;
    this.attentionNorm = block.attentionNorm;
    this.feedForwardNorm = block.feedForwardNorm;
    this.queryNorm = block.queryNorm;
    this.keyNorm = block.keyNorm;
    block.linears.forEach((kind, linear) -> linears.put(kind, changed.apply(linear)));
  }

  /** The same layer with updated weights, which belong to {@code merged}; the rest is shared. */
  Block merged(Weights merged, WeightUpdate update) {
    return new Block(this, linear -> linear.merged(merged, update));
  }

  /** The same layer that takes few tokens at once as the file holds it; see {@link FourBit}. */
  Block packed(Weights packed) {
    return new Block(this, linear -> linear.packed(packed));
  }

  /**
   * Runs {@code h [B, C, W]} through the layer.
   *
   * @param mask of {@code cache}, the same for all layers
   */
  Tensor forward(Tensor h, LinearHook hook, @Nullable KeyValueCache cache, @Nullable Tensor mask) {
    Tensor mid = h.add(attention(norm(h, attentionNorm), hook, cache, mask)); // [B, C, W]
    return mid.add(feedForward(norm(mid, feedForwardNorm), hook)); // [B, C, W]
  }

  private Tensor attention(
      Tensor x, LinearHook hook, @Nullable KeyValueCache cache, @Nullable Tensor mask) {
    int past = cache == null ? 0 : cache.length();
    Tensor q = heads(linear(LinearKind.Q, x, hook), config.heads()); // [B, C, H, d]
    Tensor k = heads(linear(LinearKind.K, x, hook), config.keyValueHeads()); // [B, C, K, d]
    Tensor v = heads(linear(LinearKind.V, x, hook), config.keyValueHeads()); // [B, C, K, d]
    Tensor queries = rope.rotate(normIfThere(q, queryNorm), past).transpose(1, 2); // [B, H, C, d]
    Tensor keys = rope.rotate(normIfThere(k, keyNorm), past).transpose(1, 2); // [B, K, C, d]
    Tensor values = v.transpose(1, 2); // [B, K, C, d]
    Tensor mixed =
        cache == null
            ? Nn.attention(queries, keys, values, true)
            : Attention.withPast(
                queries, cache.keys(layer, keys), cache.values(layer, values), past, mask);
    Tensor joined = mixed.transpose(1, 2).view(x.size(0), x.size(1), config.in(LinearKind.O));
    return linear(LinearKind.O, joined, hook); // [B, C, W]
  }

  private Tensor feedForward(Tensor x, LinearHook hook) {
    Tensor gate = Nn.silu(linear(LinearKind.GATE, x, hook)); // [B, C, F]
    Tensor up = linear(LinearKind.UP, x, hook); // [B, C, F]
    return linear(LinearKind.DOWN, gate.mul(up), hook); // [B, C, W]
  }

  /** The frozen weight of one linear map, {@code [out, in]}. */
  Tensor weight(LinearKind kind) {
    return linear(kind).matrix().weight();
  }

  private Linear linear(LinearKind kind) {
    return Objects.requireNonNull(linears.get(kind));
  }

  private Tensor linear(LinearKind kind, Tensor x, LinearHook hook) {
    return linear(kind).apply(x, hook);
  }

  private Tensor heads(Tensor x, int heads) {
    return x.view(x.size(0), x.size(1), heads, config.headWidth());
  }

  private Tensor norm(Tensor x, Tensor weight) {
    return Nn.rmsNorm(x, weight, config.normEpsilon());
  }

  private Tensor normIfThere(Tensor x, @Nullable Tensor weight) {
    return weight == null ? x : norm(x, weight);
  }
}
