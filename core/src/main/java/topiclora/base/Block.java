package topiclora.base;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import topiclora.tensor.DType;
import topiclora.tensor.Nn;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

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
  private record Linear(ModuleId id, Tensor weight, @Nullable Tensor bias) {
    Tensor apply(Tensor x, Modulator modulator) {
      Tensor y = bias == null ? x.linear(weight) : x.linear(weight, bias); // [B, C, out]
      Tensor delta = modulator.delta(id, x);
      return delta == null ? y : y.add(delta);
    }
  }

  Block(BaseFiles files, int layer, Rope rope, DType type, Scope scope) {
    this.layer = layer;
    this.config = files.config();
    this.rope = rope;
    var reader = new Reader(files, type, scope);
    this.attentionNorm = reader.read(Part.attentionNorm(layer), config.width());
    this.feedForwardNorm = reader.read(Part.feedForwardNorm(layer), config.width());
    this.queryNorm = reader.readIfThere(Part.queryNorm(layer), config.headWidth());
    this.keyNorm = reader.readIfThere(Part.keyNorm(layer), config.headWidth());
    for (LinearKind kind : LinearKind.values()) {
      var id = new ModuleId(layer, kind);
      Tensor weight = reader.read(Part.weight(id), config.out(kind), config.in(kind));
      Tensor bias = reader.readIfThere(Part.bias(id), config.out(kind));
      linears.put(kind, new Linear(id, weight, bias));
    }
  }

  /** Reads parts in the type to compute in. */
  record Reader(BaseFiles files, DType type, Scope scope) {
    Tensor read(Part part, long... shape) {
      try (var reading = Scope.open()) {
        return reading.detach(files.read(part, shape).to(type).contiguous());
      }
    }

    @Nullable Tensor readIfThere(Part part, long... shape) {
      return files.has(part) ? read(part, shape) : null;
    }
  }

  Tensor forward(Tensor h, Modulator modulator, @Nullable KeyValueCache cache) {
    Tensor mid = h.add(attention(norm(h, attentionNorm), modulator, cache)); // [B, C, W]
    return mid.add(feedForward(norm(mid, feedForwardNorm), modulator)); // [B, C, W]
  }

  private Tensor attention(Tensor x, Modulator modulator, @Nullable KeyValueCache cache) {
    int past = cache == null ? 0 : cache.length();
    Tensor q = heads(linear(LinearKind.Q, x, modulator), config.heads()); // [B, C, H, d]
    Tensor k = heads(linear(LinearKind.K, x, modulator), config.keyValueHeads()); // [B, C, K, d]
    Tensor v = heads(linear(LinearKind.V, x, modulator), config.keyValueHeads()); // [B, C, K, d]
    Tensor queries = rope.turn(normIfThere(q, queryNorm), past).transpose(1, 2); // [B, H, C, d]
    Tensor keys = rope.turn(normIfThere(k, keyNorm), past).transpose(1, 2); // [B, K, C, d]
    Tensor values = v.transpose(1, 2); // [B, K, C, d]
    Tensor mixed =
        cache == null
            ? Nn.attention(queries, keys, values, true)
            : Attention.withPast(
                queries, cache.keys(layer, keys), cache.values(layer, values), past);
    Tensor joined = mixed.transpose(1, 2).view(x.size(0), x.size(1), config.in(LinearKind.O));
    return linear(LinearKind.O, joined, modulator); // [B, C, W]
  }

  private Tensor feedForward(Tensor x, Modulator modulator) {
    Tensor gate = Nn.silu(linear(LinearKind.GATE, x, modulator)); // [B, C, F]
    Tensor up = linear(LinearKind.UP, x, modulator); // [B, C, F]
    return linear(LinearKind.DOWN, gate.mul(up), modulator); // [B, C, W]
  }

  private Tensor linear(LinearKind kind, Tensor x, Modulator modulator) {
    return Objects.requireNonNull(linears.get(kind)).apply(x, modulator);
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

  /** Every tensor that the layer holds. */
  List<Tensor> tensors() {
    List<Tensor> all = new ArrayList<>(List.of(attentionNorm, feedForwardNorm));
    for (Linear linear : linears.values()) {
      all.add(linear.weight);
      addIfThere(all, linear.bias);
    }
    addIfThere(all, queryNorm);
    addIfThere(all, keyNorm);
    return all;
  }

  private static void addIfThere(List<Tensor> all, @Nullable Tensor tensor) {
    if (tensor != null) {
      all.add(tensor);
    }
  }
}
