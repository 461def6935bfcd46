package topiclora;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * What a fit has come to.
 *
 * @param documents of the model
 * @param dimensions of a vector
 * @param windows of text that the vectors were fitted on
 * @param seconds that the fit took
 * @param heldOut how well text that no vector has seen is predicted
 * @param perplexity exp(NLL) of the three figures
 * @param epochs of the fit, in their order; none where only vectors were fitted
 * @param base name of the base model
 * @param model folder
 */
public record ModelSummary(
    int documents,
    int dimensions,
    long windows,
    double seconds,
    @JsonUnwrapped HeldOutResult heldOut,
    Perplexity perplexity,
    List<EpochResult> epochs,
    String base,
    String model) {
  public ModelSummary {
    epochs = List.copyOf(epochs);
  }

  /**
   * One pass over the corpus.
   *
   * @param trainNll nats per token of the windows trained on, over the corpus's own vocabulary
   * @param heldOutNll nats per token of a sample of held-out windows, over the whole vocabulary
   */
  public record EpochResult(double trainNll, double heldOutNll) {}

  /** Perplexities: exp(NLL), lower is better. */
  public record Perplexity(double own, double shared, double shuffled) {
    static Perplexity of(HeldOutResult heldOut) {
      return new Perplexity(
          HeldOutResult.perplexity(heldOut.ownNll()),
          HeldOutResult.perplexity(heldOut.sharedNll()),
          HeldOutResult.perplexity(heldOut.shuffledNll()));
    }
  }
}
