package topiclora.lm.internal.generate;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import topiclora.lm.Sampling;

/** Draws tokens from logits; one per text, as it counts on in its random numbers. */
final class Sampler {
  private final Sampling sampling;
  private final SplittableRandom random;

  Sampler(Sampling sampling) {
    this.sampling = sampling;
    this.random = new SplittableRandom(sampling.seed());
  }

  /** The next token; ties go to the smaller id. */
  int next(float[] logits) {
    int best = best(logits);
    if (sampling.temperature() == 0) {
      return best;
    }
    int[] order =
        IntStream.range(0, logits.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer id) -> -logits[id]))
            .mapToInt(Integer::intValue)
            .limit(sampling.topK() == 0 ? logits.length : sampling.topK())
            .toArray();
    double[] weights = new double[order.length];
    for (int i = 0; i < order.length; i++) {
      weights[i] = Math.exp((logits[order[i]] - logits[best]) / sampling.temperature());
    }
    return order[draw(weights)];
  }

  private static int best(float[] logits) {
    int best = 0;
    for (int id = 1; id < logits.length; id++) {
      if (logits[id] > logits[best]) {
        best = id;
      }
    }
    return best;
  }

  /** A place in {@code weights}, which fall, within the share that top-p leaves. */
  private int draw(double[] weights) {
    double all = 0;
    for (double weight : weights) {
      all += weight;
    }
    double kept = 0;
    int count = 0;
    while (count < weights.length && kept < sampling.topP() * all) {
      kept += weights[count++];
    }
    double left = random.nextDouble() * kept;
    for (int i = 0; i < count - 1; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return Math.max(0, count - 1);
  }
}
