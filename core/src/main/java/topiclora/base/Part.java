package topiclora.base;

/**
 * A tensor of a base model by its role, with the names that file formats give it.
 *
 * @param turned whether its rows are turned by rotary positions
 */
record Part(String gguf, String huggingFace, boolean turned) {
  static final Part EMBEDDING = new Part("token_embd.weight", "model.embed_tokens.weight", false);
  static final Part FINAL_NORM = new Part("output_norm.weight", "model.norm.weight", false);
  static final Part OUTPUT = new Part("output.weight", "lm_head.weight", false);

  static Part attentionNorm(int layer) {
    return in(layer, "attn_norm.weight", "input_layernorm.weight", false);
  }

  static Part feedForwardNorm(int layer) {
    return in(layer, "ffn_norm.weight", "post_attention_layernorm.weight", false);
  }

  static Part queryNorm(int layer) {
    return in(layer, "attn_q_norm.weight", "self_attn.q_norm.weight", false);
  }

  static Part keyNorm(int layer) {
    return in(layer, "attn_k_norm.weight", "self_attn.k_norm.weight", false);
  }

  static Part weight(ModuleId id) {
    return of(id, ".weight");
  }

  static Part bias(ModuleId id) {
    return of(id, ".bias");
  }

  private static Part of(ModuleId id, String suffix) {
    LinearKind kind = id.kind();
    boolean turned = kind == LinearKind.Q || kind == LinearKind.K;
    return in(id.layer(), kind.gguf() + suffix, kind.huggingFace() + suffix, turned);
  }

  private static Part in(int layer, String gguf, String huggingFace, boolean turned) {
    return new Part(
        "blk." + layer + "." + gguf, "model.layers." + layer + "." + huggingFace, turned);
  }
}
