package topiclora.core;

/** Where a document's vector is expected before its text is read. */
public enum Prior {
  /** Zero, as the method has it. */
  ZERO,

  /** What the encoder predicts of the document: empirical Bayes. */
  ENCODER
}
