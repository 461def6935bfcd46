package topiclora.plugins;

/**
 * What each document's vector counts in the sum of several, K of them.
 *
 * <p>Which one is used unless the caller says is decided here alone: {@link #forRetrieved}, {@link
 * #forGold} and {@link #forNamed}.
 */
public enum DocumentWeighting {
  /** 1 each. */
  ONES,
  /** 1/K each. */
  MEAN,
  /** 1 for the first, 1/2 for each other: what was measured best for K = 3. */
  DECAY,
  /**
   * The third power of its score by the highest score; scores below zero count nothing. All of them
   * count less where the document with most of the query's words has less than a fifth of them:
   * such a query is about none of them. And where several count, each counts less, by the root of
   * their sum, since it is not sure which is meant. For scores that say how much better one
   * document is than another, such as those of BM25: best there.
   */
  SCORES,
  /**
   * For the one that covers most of the query, its coverage; for each other the third power of what
   * it adds to those that cover more. A fifth of the query is all that is wanted of either. For
   * documents that were named and not found, and for questions that need several.
   */
  COVERAGE;

  /** Whether it takes the query's words in the documents, and not their order alone. */
  public boolean dependsOnQuery() {
    return this == SCORES || this == COVERAGE;
  }

  /**
   * The default for documents that a retriever found: scores of words say more than their order,
   * cosines and fused ranks do not.
   */
  public static DocumentWeighting forRetrieved(RetrieverKind kind) {
    return switch (kind) {
      case BM25 -> SCORES;
      case VECTOR, HYBRID -> DECAY;
    };
  }

  /** The default for documents that a person names, the most important first. */
  public static DocumentWeighting forNamed() {
    return DECAY;
  }

  /**
   * The default for documents that a question of an evaluation names: it may need all of them.
   *
   * @param textsKept whether the model keeps the documents' texts; their order counts where not
   */
  public static DocumentWeighting forGold(boolean textsKept) {
    return textsKept ? COVERAGE : forNamed();
  }
}
