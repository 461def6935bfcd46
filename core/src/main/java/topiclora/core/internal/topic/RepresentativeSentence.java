package topiclora.core.internal.topic;

import java.util.List;
import java.util.Optional;
import topiclora.core.internal.model.TextVectors;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.text.Sentences;
import topiclora.lm.internal.model.BaseModel;

/**
 * The sentence of a document that carries a topic most.
 *
 * @param sentence untrusted text
 * @param topicShare the topic's share of the sentence's own vector, as the encoder has it
 */
public record RepresentativeSentence(String sentence, double topicShare) {
  /** Sentences that are looked at: a topic is clear long before the end of a book. */
  private static final int MOST = 64;

  /**
   * Of one text; nothing where it has no sentence.
   *
   * <p>Each sentence is read for itself, in windows as the fit reads, so that what is around it
   * does not speak for it.
   */
  public static Optional<RepresentativeSentence> of(
      BaseModel base, TopicModel model, TopicDirection topic, String text) {
    List<String> sentences = Sentences.of(text).stream().limit(MOST).toList();
    float[][] vectors = TextVectors.of(base, model, sentences);
    Optional<RepresentativeSentence> best = Optional.empty();
    double most = 0;
    for (int s = 0; s < vectors.length; s++) {
      if (vectors[s].length > 0) {
        double energy = topic.energy(vectors[s]);
        double share = topic.share(vectors[s]);
        if (best.isEmpty() || share * Math.sqrt(energy) > most) {
          most = share * Math.sqrt(energy);
          best = Optional.of(new RepresentativeSentence(sentences.get(s), share));
        }
      }
    }
    return best;
  }
}
