package topiclora;

/**
 * How well text is predicted that no vector has seen, over all documents: negative log-likelihood
 * in nats per token, lower is better; NaN where no document was long enough to hold any out.
 *
 * @param ownNll with each document's own vector
 * @param sharedNll with the shared adapter only
 * @param shuffledNll with another document's vector, a control
 */
public record HeldOutResult(double ownNll, double sharedNll, double shuffledNll) {
  /** What a document's own vector is worth: nats per token, higher is better. */
  public double nllReduction() {
    return sharedNll - ownNll;
  }

  /** The perplexity that belongs to a negative log-likelihood; lower is better. */
  public static double perplexity(double nll) {
    return Math.exp(nll);
  }
}
