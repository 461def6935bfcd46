package topiclora.core.internal.fit;

import java.util.Arrays;

/**
 * Document completion: the NLL of windows that no vector has seen, over the whole vocabulary, as
 * {@link HeldOutEvaluation} measures it.
 *
 * @param ownNll nats of each document's held-out windows with its own x
 * @param sharedNll the same with x = 0, the shared adapter only
 * @param shuffledNll the same with the x of another document
 * @param tokens tokens that are predicted in each document's held-out windows
 */
public record HeldOut(double[] ownNll, double[] sharedNll, double[] shuffledNll, long[] tokens) {
  /** Nats per token; lower is better. */
  public double meanOwnNll() {
    return mean(ownNll);
  }

  public double meanSharedNll() {
    return mean(sharedNll);
  }

  public double meanShuffledNll() {
    return mean(shuffledNll);
  }

  private double mean(double[] nats) {
    return Arrays.stream(nats).sum() / Math.max(1, Arrays.stream(tokens).sum());
  }

  /**
   * What a document's own x takes off the NLL, in nats per held-out token; NaN where no window is
   * held out.
   */
  public double nllReduction(int document) {
    return (sharedNll[document] - ownNll[document]) / tokens[document];
  }
}
