package topiclora.core;

/** Which factor of the adapter a document's vector modulates. */
public enum Modulate {
  /** The down matrix, {@code U (V + A * x)}; PEFT's {@code lora_A}. */
  DOWN,
  /** The up matrix, {@code (U + A * x) V}; PEFT's {@code lora_B}. */
  UP,
  /** Both, {@code (U + A * x)(V + B * y)}: twice the dimensions, and not affine in the vector. */
  BOTH,
  /** {@code A P Q B}, with P and Q the document's and nothing learned from the corpus. */
  HYPER,
  /** Neither, {@code U V}: one LoRA for the corpus; documents have no vectors. */
  NONE
}
