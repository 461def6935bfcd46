package topiclora.plugins;

/** How the documents that a question is about reach the model. */
public enum ContextMode {
  /** Not at all: the bare base. */
  NONE(false, false, false),
  /** Not at all, but with the shared part that was fitted on the corpus: x = 0. */
  ADAPTER(true, false, false),
  /** By their vectors, on the shared part; no token of context. */
  PLUGIN(true, true, false),
  /** By their text in the prompt of the bare base, as any retrieval system does it. */
  TEXT_PLAIN(false, false, true),
  /** By their text in the prompt, with the shared part. */
  TEXT(true, false, true),
  /** By text and vectors. */
  BOTH(true, true, true);

  private final boolean shared;
  private final boolean vectors;
  private final boolean text;

  ContextMode(boolean shared, boolean vectors, boolean text) {
    this.shared = shared;
    this.vectors = vectors;
    this.text = text;
  }

  /** Whether the shared part is on the base. */
  public boolean usesAdapter() {
    return shared;
  }

  /** Whether the documents' vectors are added to it. */
  public boolean usesVectors() {
    return vectors;
  }

  /** Whether the documents' text stands in the prompt. */
  public boolean usesText() {
    return text;
  }

  /** Whether it matters which documents were found. */
  public boolean usesDocuments() {
    return vectors || text;
  }
}
