package topiclora.core;

/** Which vector a document's held-out windows are predicted with. */
public enum DocumentVectors {
  /** The one that the model holds for it; it has not seen the held-out windows. */
  OWN,
  /** None: the shared adapter only. */
  ZERO,
  /** That of another document, far away in the corpus: a control. */
  SHUFFLED,
  /** A new one, from the document's other windows, as for a document that is new to the model. */
  FOLD_IN
}
