package topiclora.core.internal.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import topiclora.lm.internal.math.VectorMath;

/**
 * What a model holds of one document.
 *
 * @param id its id in the corpus, untrusted text
 * @param title where it had one, untrusted text
 * @param label where it had one; no fit has used it
 * @param metadata every other field of the corpus
 * @param vector x, of n dimensions
 * @param windows that x was learned from
 * @param heldOutTokens targets that x has not seen
 * @param ownNll loss of those, summed, with x
 * @param sharedNll the same with the shared adapter only
 * @param shuffledNll the same with the vector of another document, far away in the corpus
 */
public record DocumentVector(
    String id,
    @Nullable String title,
    @Nullable String label,
    Map<String, String> metadata,
    float[] vector,
    int windows,
    long heldOutTokens,
    double ownNll,
    double sharedNll,
    double shuffledNll) {

  /** |x|, in standard deviations of what one window tells. */
  public double norm() {
    return VectorMath.norm(vector);
  }

  /**
   * What x takes off the NLL, in nats per held-out token; NaN where the document had too little
   * text to hold any out.
   */
  public double nllReduction() {
    return (sharedNll - ownNll) / heldOutTokens;
  }

  /** The title, or the id where there is none. */
  public String name() {
    return title == null ? id : title;
  }
}
