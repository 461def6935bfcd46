package topiclora.plugins;

/**
 * How the documents that a question is about reach the model.
 *
 * <table>
 * <caption>What each puts in</caption>
 * <tr><th></th><th>shared adapter</th><th>documents' vectors</th><th>documents' text</th></tr>
 * <tr><td>NONE</td><td></td><td></td><td></td></tr>
 * <tr><td>ADAPTER</td><td>yes</td><td></td><td></td></tr>
 * <tr><td>PLUGIN</td><td>yes</td><td>yes</td><td></td></tr>
 * <tr><td>TEXT_PLAIN</td><td></td><td></td><td>yes</td></tr>
 * <tr><td>TEXT</td><td>yes</td><td></td><td>yes</td></tr>
 * <tr><td>BOTH</td><td>yes</td><td>yes</td><td>yes</td></tr>
 * </table>
 */
public enum ContextMode {
  /** Not at all: the base model without an adapter. */
  NONE(false, false, false),
  /** Not at all, but with the shared adapter that was fitted on the corpus: x = 0. */
  ADAPTER(true, false, false),
  /** By their vectors, on the shared adapter; no token of context. */
  PLUGIN(true, true, false),
  /** By their text in the prompt of the base model, as plain retrieval-augmented generation. */
  TEXT_PLAIN(false, false, true),
  /** By their text in the prompt, with the shared adapter. */
  TEXT(true, false, true),
  /** By text and vectors. */
  BOTH(true, true, true);

  private final boolean adapter;
  private final boolean vectors;
  private final boolean text;

  ContextMode(boolean adapter, boolean vectors, boolean text) {
    this.adapter = adapter;
    this.vectors = vectors;
    this.text = text;
  }

  /** Whether the shared adapter is on the base. */
  public boolean usesAdapter() {
    return adapter;
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
