package topiclora.topic;

import java.util.List;
import java.util.Optional;
import topiclora.base.BaseModel;
import topiclora.corpus.Sentences;
import topiclora.model.TextVectors;
import topiclora.model.TopicModel;

/**
 * The sentence of a document that carries a topic most.
 *
 * @param sentence untrusted text
 * @param responsibility the topic's share of the sentence's own vector, as the encoder has it
 */
public record Passage(String sentence, double responsibility) {
  /** Sentences that are looked at: a topic is clear long before the end of a book. */
  private static final int MOST = 64;

  /**
   * Of one text; nothing where it has no sentence.
   *
   * <p>Each sentence is read for itself, in windows as the fit reads, so that what is around it
   * does not speak for it.
   */
  public static Optional<Passage> of(
      BaseModel base, TopicModel model, Direction topic, String text) {
    List<String> sentences = Sentences.of(text).stream().limit(MOST).toList();
    float[][] vectors = TextVectors.of(base, model, sentences);
    Optional<Passage> best = Optional.empty();
    double most = 0;
    for (int s = 0; s < vectors.length; s++) {
      if (vectors[s].length > 0) {
        double energy = topic.energy(vectors[s]);
        double share = topic.share(vectors[s]);
        if (best.isEmpty() || share * Math.sqrt(energy) > most) {
          most = share * Math.sqrt(energy);
          best = Optional.of(new Passage(sentences.get(s), share));
        }
      }
    }
    return best;
  }
}
