package topiclora.core.internal.forward;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import topiclora.core.internal.windows.SeededRandom;
import topiclora.core.internal.windows.Windows;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The tokens over which a step's softmax runs: all that the corpus has, and a random few that stand
 * for the rest.
 *
 * <p>Token i has the logit {@code h . weight[i] + offset[i]}; a sampled token stands for {@code
 * rest / sampled} others, so its offset is the logarithm of that and the normaliser is estimated
 * without bias. A corpus uses a quarter of the base's tokens or less, and the projection onto them
 * is most of what a step costs.
 *
 * @param weight rows of the output matrix {@code [v, W]}, in the base's type
 * @param offset added to the logits, float32 {@code [v]}
 * @param column position of each of the base's V tokens in {@code weight}, or -1
 */
public record SampledSoftmax(Tensor weight, Tensor offset, int[] column) {
  private static final int SAMPLED = 1024;

  /** The whole vocabulary: what held-out figures are measured with. */
  public static SampledSoftmax whole(BaseModel base) {
    int size = base.config().vocabulary();
    return new SampledSoftmax(
        base.outputWeight(), Tensor.zeros(DType.F32, size), IntStream.range(0, size).toArray());
  }

  /** The corpus's own tokens, and a sample of the others. */
  public static SampledSoftmax of(BaseModel base, Windows windows, RandomGenerator random) {
    return of(base, List.of(windows), random);
  }

  /** The tokens of several corpora, and a sample of the others. */
  public static SampledSoftmax of(BaseModel base, List<Windows> corpora, RandomGenerator random) {
    int size = base.config().vocabulary();
    BitSet own = new BitSet(size);
    for (Windows windows : corpora) {
      for (int token : windows.tokens()) {
        own.set(token);
      }
    }
    int rest = size - own.cardinality();
    if (rest <= SAMPLED) {
      return whole(base);
    }
    int[] others = own.stream().toArray();
    int[] outside = IntStream.range(0, size).toArray();
    outside = Arrays.stream(outside).filter(token -> !own.get(token)).toArray();
    int[] sampled = new int[SAMPLED];
    int[] picks = SeededRandom.sample(rest, SAMPLED, random);
    for (int i = 0; i < SAMPLED; i++) {
      sampled[i] = outside[picks[i]];
    }
    int[] tokens = Arrays.copyOf(others, others.length + SAMPLED);
    System.arraycopy(sampled, 0, tokens, others.length, SAMPLED);
    float[] offsets = new float[tokens.length];
    Arrays.fill(offsets, others.length, tokens.length, (float) Math.log((double) rest / SAMPLED));
    int[] column = new int[size];
    Arrays.fill(column, -1);
    for (int i = 0; i < tokens.length; i++) {
      column[tokens[i]] = i;
    }
    return new SampledSoftmax(
        base.outputWeight().select(0, Tensor.indices(tokens)),
        Tensor.of(offsets, offsets.length),
        column);
  }
}
