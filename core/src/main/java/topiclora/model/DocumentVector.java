package topiclora.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model holds of one document.
 *
 * @param id its id in the corpus, untrusted text
 * @param title where it had one, untrusted text
 * @param label where it had one; no fit has used it
 * @param metadata every other field of the corpus
 * @param x the vector, r numbers
 * @param windows that x was learned from
 * @param heldOutTokens targets that x has not seen
 * @param ownNats loss of those, summed, with x
 * @param zeroNats the same with the shared part alone
 * @param otherNats the same with the vector of another document, far away in the corpus
 */
public record DocumentVector(
    String id,
    @Nullable String title,
    @Nullable String label,
    Map<String, String> metadata,
    float[] x,
    int windows,
    long heldOutTokens,
    double ownNats,
    double zeroNats,
    double otherNats) {

  /** |x|, in standard deviations of what one window tells. */
  public double norm() {
    double sum = 0;
    for (float value : x) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  /**
   * What x is worth in nats per held-out token; NaN where the document had too little text to hold
   * any out.
   */
  public double gain() {
    return (zeroNats - ownNats) / heldOutTokens;
  }

  /** The title, or the id where there is none. */
  public String name() {
    return title == null ? id : title;
  }
}
