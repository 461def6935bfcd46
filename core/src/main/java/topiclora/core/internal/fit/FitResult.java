package topiclora.core.internal.fit;

import java.util.List;

/**
 * What a fit gives.
 *
 * @param parameters the shared adapter and the vectors, gauged
 * @param windows training windows of each document
 * @param heldOut what the held-out windows say
 * @param epochs one entry each
 */
public record FitResult(Parameters parameters, int[] windows, HeldOut heldOut, List<Epoch> epochs) {

  /**
   * One epoch: a pass over the corpus.
   *
   * @param trainNll nats per token of the windows trained on, over the corpus's own vocabulary,
   *     before x moved
   * @param heldOutNll nats per token of a sample of held-out windows, over the whole vocabulary,
   *     after it
   */
  public record Epoch(double trainNll, double heldOutNll) {}
}
