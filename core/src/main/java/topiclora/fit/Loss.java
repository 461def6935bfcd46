package topiclora.fit;

import java.util.Arrays;
import topiclora.tensor.DType;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/**
 * Next-token cross-entropy with its gradient at the hidden states, both in closed form.
 *
 * <p>Written out because it is half of a step's time: {@code p - onehot} needs one softmax and no
 * copy of the logits, where autograd keeps two.
 *
 * @param nats {@code -log p} of each target, {@code [n]}, float32
 * @param gradient of {@code sum(nats)} at the hidden states, {@code [n, W]}, in their type
 */
record Loss(Tensor nats, Tensor gradient) {
  /** Targets whose losses are computed at a time: with a whole vocabulary, 100 MB. */
  private static final int CHUNK = 512;

  /** Only the losses, n. */
  static float[] nats(Tensor hidden, Vocabulary vocabulary, int[] targets) {
    float[] nats = new float[targets.length];
    for (int at = 0; at < targets.length; at += CHUNK) {
      int[] chunk = Arrays.copyOfRange(targets, at, Math.min(at + CHUNK, targets.length));
      try (var scope = Scope.open()) {
        Tensor p = softmax(hidden.narrow(0, at, chunk.length), vocabulary);
        float[] found = negativeLog(p.pick(columns(vocabulary, chunk))).toFloats();
        System.arraycopy(found, 0, nats, at, chunk.length);
      }
    }
    return nats;
  }

  /**
   * @param hidden after the final norm, {@code [n, W]}
   * @param targets the base's token ids, n
   */
  static Loss of(Tensor hidden, Vocabulary vocabulary, int[] targets) {
    Tensor columns = columns(vocabulary, targets);
    Tensor p = softmax(hidden, vocabulary); // [n, v]
    Tensor nats = negativeLog(p.pick(columns));
    p.addAtInPlace(columns, -1);
    return new Loss(nats, p.to(hidden.type()).matmul(vocabulary.weight()));
  }

  private static Tensor softmax(Tensor hidden, Vocabulary vocabulary) {
    Tensor logits = hidden.linear(vocabulary.weight()).to(DType.F32);
    return logits.addInPlace(vocabulary.offset()).softmax(-1);
  }

  private static Tensor negativeLog(Tensor p) {
    return p.add(1e-30).log().negate();
  }

  private static Tensor columns(Vocabulary vocabulary, int[] targets) {
    int[] columns = new int[targets.length];
    for (int i = 0; i < targets.length; i++) {
      columns[i] = vocabulary.column()[targets[i]];
    }
    return Tensor.indices(columns);
  }
}
