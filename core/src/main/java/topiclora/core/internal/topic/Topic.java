package topiclora.core.internal.topic;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import topiclora.core.internal.model.DocumentVector;

/**
 * What some documents are about.
 *
 * @param direction the side of x that it is
 * @param logitLiftWords whose probability rises most when x moves that way, in the model itself
 * @param terms that set its documents apart; none where their texts are gone
 * @param coherence of the terms in the documents
 * @param documents that have most of it
 * @param share of what all topics have of the documents
 * @param merge with which topic it is one when there are fewer; none for the last that is left
 */
public record Topic(
    TopicDirection direction,
    List<String> logitLiftWords,
    List<String> terms,
    Coherence coherence,
    List<DocumentVector> documents,
    double share,
    @Nullable TopicMerge merge) {
  private static final int IN_NAME = 3;

  /**
   * Where a topic goes when topics are merged.
   *
   * @param topic the number of the topic that takes it in, with all that it has taken in itself
   * @param remaining topics that are left then
   * @param loss what they tell less of the documents, in nats
   */
  public record TopicMerge(int topic, int remaining, double loss) {}

  public Topic {
    logitLiftWords = List.copyOf(logitLiftWords);
    terms = List.copyOf(terms);
    documents = List.copyOf(documents);
  }

  /** A few words to recognise it by: those of its documents, else the model's. */
  public String name() {
    List<String> best = terms.isEmpty() ? logitLiftWords : terms;
    return best.isEmpty()
        ? "x" + component()
        : best.stream().limit(IN_NAME).collect(Collectors.joining(", "));
  }

  /** The component of x that it is, the first where it is several. */
  public int component() {
    return direction.components().getFirst();
  }

  /** 1: a topic is what a component above zero means. */
  public int sign() {
    return 1;
  }
}
