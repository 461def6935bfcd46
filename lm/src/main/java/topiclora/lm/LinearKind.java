package topiclora.lm;

/** The seven linear maps of a block of the transformer. */
public enum LinearKind {
  Q("q", "attn_q", "self_attn.q_proj"),
  K("k", "attn_k", "self_attn.k_proj"),
  V("v", "attn_v", "self_attn.v_proj"),
  O("o", "attn_output", "self_attn.o_proj"),
  GATE("gate", "ffn_gate", "mlp.gate_proj"),
  UP("up", "ffn_up", "mlp.up_proj"),
  DOWN("down", "ffn_down", "mlp.down_proj");

  private final String option;
  private final String gguf;
  private final String huggingFace;

  LinearKind(String option, String gguf, String huggingFace) {
    this.option = option;
    this.gguf = gguf;
    this.huggingFace = huggingFace;
  }

  /** As a person writes it: {@code gate}. */
  public String option() {
    return option;
  }

  /** As GGUF calls it inside a block: {@code ffn_gate}. */
  public String gguf() {
    return gguf;
  }

  /** As Hugging Face calls it inside a layer: {@code mlp.gate_proj}. */
  public String huggingFace() {
    return huggingFace;
  }

  public static LinearKind of(String option) {
    for (LinearKind kind : values()) {
      if (kind.option.equals(option)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "no linear map '" + option + "'; there are q, k, v, o, gate, up and down");
  }

  @Override
  public String toString() {
    return option;
  }
}
