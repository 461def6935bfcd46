package topiclora.study.context;

/** Some of a corpus's documents, in their order. */
public enum CorpusPart {
  ALL,
  /** Every other document, from the first. */
  EVEN,
  /** The others. */
  ODD,
  /** The first half of each document's words, and then the second halves in the same order. */
  HALVES,
  /** A few strangers among other documents of the whole corpus, for each seed others. */
  WITH_OUTLIERS,
  /** Documents with questions that a plugin's shared part is learned from. */
  TRAIN,
  /** Other documents with questions, whose vectors are asked. */
  TEST
}
