package topiclora.core.internal.forward;

import java.util.Arrays;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * Next-token cross-entropy with its gradient at the hidden states, both in closed form.
 *
 * <p>Written out because it is half of a step's time: {@code p - onehot} needs one softmax and no
 * copy of the logits, where autograd keeps two.
 *
 * @param nll {@code -log p} of each target, {@code [n]}, float32
 * @param gradient of {@code sum(nats)} at the hidden states, {@code [n, W]}, in their type
 */
public record Loss(Tensor nll, Tensor gradient) {
  /**
   * Logits that are computed at a time, 24 MB: memory of more than 32 MB is given back to the
   * system after each use, and fetching it anew page by page costs a quarter of the product's time.
   */
  private static final int CHUNK_NUMBERS = 6 << 20;

  /** Only the losses, n. */
  static float[] nll(Tensor hidden, SampledSoftmax vocabulary, int[] targets) {
    float[] nats = new float[targets.length];
    int rows = rows(vocabulary);
    for (int at = 0; at < targets.length; at += rows) {
      int[] chunk = Arrays.copyOfRange(targets, at, Math.min(at + rows, targets.length));
      try (var scope = Scope.open()) {
        Tensor p = softmax(hidden.narrow(0, at, chunk.length), vocabulary);
        float[] found = negativeLog(p.pick(columns(vocabulary, chunk))).toFloats();
        System.arraycopy(found, 0, nats, at, chunk.length);
      }
    }
    return nats;
  }

  /**
   * The losses of some positions, and their gradient at the final norm.
   *
   * @param hidden after the final norm, {@code [n, W]}
   * @param targets the base's token ids, n
   */
  public static Loss of(Tensor hidden, SampledSoftmax vocabulary, int[] targets) {
    Tensor nats = Tensor.empty(DType.F32, targets.length);
    Tensor gradient = Tensor.empty(hidden.type(), targets.length, hidden.size(1));
    int rows = rows(vocabulary);
    for (int at = 0; at < targets.length; at += rows) {
      int[] chunk = Arrays.copyOfRange(targets, at, Math.min(at + rows, targets.length));
      try (var scope = Scope.open()) {
        Tensor columns = columns(vocabulary, chunk);
        Tensor p = softmax(hidden.narrow(0, at, chunk.length), vocabulary); // [chunk, v]
        nats.narrow(0, at, chunk.length).copyInPlace(negativeLog(p.pick(columns)));
        p.addAtInPlace(columns, -1);
        Tensor part = p.to(hidden.type()).matmul(vocabulary.weight());
        gradient.narrow(0, at, chunk.length).copyInPlace(part);
      }
    }
    return new Loss(nats, gradient);
  }

  /** Targets whose logits are computed at a time. */
  private static int rows(SampledSoftmax vocabulary) {
    return Math.max(1, CHUNK_NUMBERS / vocabulary.weight().size(0));
  }

  private static Tensor softmax(Tensor hidden, SampledSoftmax vocabulary) {
    Tensor logits = hidden.linear(vocabulary.weight()).to(DType.F32);
    return logits.addInPlace(vocabulary.offset()).softmax(-1);
  }

  private static Tensor negativeLog(Tensor p) {
    return p.add(1e-30).log().negate();
  }

  private static Tensor columns(SampledSoftmax vocabulary, int[] targets) {
    int[] columns = new int[targets.length];
    for (int i = 0; i < targets.length; i++) {
      columns[i] = vocabulary.column()[targets[i]];
    }
    return Tensor.indices(columns);
  }
}
