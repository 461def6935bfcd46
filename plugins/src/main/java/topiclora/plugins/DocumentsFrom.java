package topiclora.plugins;

/** Where the documents come from that an evaluation puts its questions about. */
public enum DocumentsFrom {
  /** The question names them: retrieval is not measured. */
  GOLD,
  /** A retriever finds them. */
  RETRIEVED
}
