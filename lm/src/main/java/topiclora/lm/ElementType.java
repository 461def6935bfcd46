package topiclora.lm;

/** The numbers that the weights of a model are kept and multiplied in. */
public enum ElementType {
  /**
   * What the device multiplies fast: bfloat16 on a card; on a processor float32, or bfloat16 where
   * a short measurement finds that clearly faster.
   */
  AUTO,
  /** 32 bits. */
  FLOAT32,
  /** 16 bits, with the range of float32 and 8 bits of precision. */
  BFLOAT16
}
