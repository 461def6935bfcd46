package topiclora;

import topiclora.core.LearningOptions;
import topiclora.core.TextUnit;

/**
 * The preset for topics.
 *
 * @param learning of windows of text
 * @param restart whether the work of an interrupted fit is thrown away
 */
public record TopicFitOptions(LearningOptions learning, boolean restart) implements FitOptions {
  public TopicFitOptions {
    if (learning.textUnit() != TextUnit.WINDOWS) {
      throw new IllegalArgumentException(
          "the options learn from sentences, as plugins do; topics are learned from windows");
    }
  }

  static TopicFitOptions defaults() {
    return new TopicFitOptions(LearningOptions.topics(), false);
  }

  /** The rank of the adapter, and dimensions of a vector. */
  public TopicFitOptions withRank(int rank) {
    return withLearning(learning.toBuilder().rank(rank).build());
  }

  /** Epochs over the corpus at most. */
  public TopicFitOptions withEpochs(int epochs) {
    return withLearning(learning.toBuilder().epochs(epochs).build());
  }

  /** Tokens of a document that are read at most. */
  public TopicFitOptions withMaxTokens(int maxTokens) {
    return withLearning(learning.toBuilder().maxTokens(maxTokens).build());
  }

  public TopicFitOptions withSeed(long seed) {
    return withLearning(learning.toBuilder().seed(seed).build());
  }

  public TopicFitOptions withLearning(LearningOptions learning) {
    return new TopicFitOptions(learning, restart);
  }

  @Override
  public TopicFitOptions withRestart(boolean restart) {
    return new TopicFitOptions(learning, restart);
  }
}
