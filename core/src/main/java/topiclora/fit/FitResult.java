package topiclora.fit;

import java.util.List;

/**
 * What a fit gives.
 *
 * @param learned the shared part and the vectors, gauged
 * @param windows training windows of each document
 * @param heldOut what the held-out windows say
 * @param passes one entry a pass
 */
public record FitResult(Learned learned, int[] windows, HeldOut heldOut, List<Pass> passes) {

  /**
   * One pass over the corpus.
   *
   * @param training nats per token of the windows trained on, over the corpus's own vocabulary,
   *     before x moved
   * @param heldOut nats per token of a sample of held-out windows, over the whole vocabulary, after
   *     it
   */
  public record Pass(double training, double heldOut) {}
}
