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
  /** A few outliers among inliers, of the whole corpus; other ones for each seed. */
  WITH_OUTLIERS,
  /** Documents with questions, for the meta-training of plugins. */
  TRAIN,
  /** Other documents with questions, whose vectors are tested. */
  TEST
}
