package topiclora.lm.internal.checkpoint;

import topiclora.lm.LinearKind;

/**
 * A tensor of a base model by its role, with the names that file formats give it.
 *
 * @param permuted whether its rows are turned by rotary positions
 */
public record TensorName(String gguf, String huggingFace, boolean permuted) {
  public static final TensorName EMBEDDING =
      new TensorName("token_embd.weight", "model.embed_tokens.weight", false);
  public static final TensorName FINAL_NORM =
      new TensorName("output_norm.weight", "model.norm.weight", false);
  public static final TensorName OUTPUT = new TensorName("output.weight", "lm_head.weight", false);

  public static TensorName attentionNorm(int layer) {
    return in(layer, "attn_norm.weight", "input_layernorm.weight", false);
  }

  public static TensorName feedForwardNorm(int layer) {
    return in(layer, "ffn_norm.weight", "post_attention_layernorm.weight", false);
  }

  public static TensorName queryNorm(int layer) {
    return in(layer, "attn_q_norm.weight", "self_attn.q_norm.weight", false);
  }

  public static TensorName keyNorm(int layer) {
    return in(layer, "attn_k_norm.weight", "self_attn.k_norm.weight", false);
  }

  public static TensorName weight(ModuleId id) {
    return of(id, ".weight");
  }

  public static TensorName bias(ModuleId id) {
    return of(id, ".bias");
  }

  private static TensorName of(ModuleId id, String suffix) {
    LinearKind kind = id.kind();
    boolean turned = kind == LinearKind.Q || kind == LinearKind.K;
    return in(id.layer(), kind.gguf() + suffix, kind.huggingFace() + suffix, turned);
  }

  private static TensorName in(int layer, String gguf, String huggingFace, boolean permuted) {
    return new TensorName(
        "blk." + layer + "." + gguf, "model.layers." + layer + "." + huggingFace, permuted);
  }
}
