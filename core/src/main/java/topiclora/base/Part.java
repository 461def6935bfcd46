package topiclora.base;

/**
 * A tensor of a base model by its role, with the names that file formats give it.
 *
 * @param layer −1 where the tensor belongs to no layer
 */
record Part(int layer, String gguf, String huggingFace) {
  static final Part EMBEDDING = new Part(-1, "token_embd.weight", "model.embed_tokens.weight");
  static final Part FINAL_NORM = new Part(-1, "output_norm.weight", "model.norm.weight");
  static final Part OUTPUT = new Part(-1, "output.weight", "lm_head.weight");

  static Part attentionNorm(int layer) {
    return in(layer, "attn_norm.weight", "input_layernorm.weight");
  }

  static Part feedForwardNorm(int layer) {
    return in(layer, "ffn_norm.weight", "post_attention_layernorm.weight");
  }

  static Part queryNorm(int layer) {
    return in(layer, "attn_q_norm.weight", "self_attn.q_norm.weight");
  }

  static Part keyNorm(int layer) {
    return in(layer, "attn_k_norm.weight", "self_attn.k_norm.weight");
  }

  static Part weight(ModuleId id) {
    return in(id.layer(), id.kind().gguf() + ".weight", id.kind().huggingFace() + ".weight");
  }

  static Part bias(ModuleId id) {
    return in(id.layer(), id.kind().gguf() + ".bias", id.kind().huggingFace() + ".bias");
  }

  private static Part in(int layer, String gguf, String huggingFace) {
    return new Part(
        layer, "blk." + layer + "." + gguf, "model.layers." + layer + "." + huggingFace);
  }
}
