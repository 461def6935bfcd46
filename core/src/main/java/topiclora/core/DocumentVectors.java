package topiclora.core;

/** Which vectors held-out text is read with. */
public enum DocumentVectors {
  /** The one that the model holds for a document; it has not seen the held-out windows. */
  OWN,
  /** None: the shared adapter only. */
  ZERO,
  /** That of another document, far away in the corpus: the control. */
  SHUFFLED,
  /** A new one, from the document's other windows, as for one that the model has never seen. */
  FOLD_IN
}
