package topiclora.core;

/** What of a document is read at once. */
public enum TextUnit {
  /** Windows of C tokens, some held out: what topics are learned from. */
  WINDOWS,
  /** Sentences, each for itself and in two orders: what knowledge plugins are learned from. */
  SENTENCES
}
