package topiclora.fit;

import java.util.Arrays;
import topiclora.Progress;
import topiclora.base.BaseModel;
import topiclora.base.Modulator;
import topiclora.tensor.DType;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/**
 * What the base takes a window to be about: its last states when it has read the window's text and
 * then {@code This text is about the topic of}, where the next word would name the subject.
 *
 * <p>A prompted last state is the better embedding of a text in a language model that no one
 * trained for embeddings (PromptEOL, Jiang et al. 2023): the mean state of a window holds what
 * words come next in it, which is more its style and place in a sentence than its subject.
 * Measured, docs/experiments.md.
 */
public final class Asked {
  private static final String QUESTION = "\nThis text is about the topic of";

  /** Last states of the question that are taken together: {@code the topic of}. */
  private static final int STATES = 3;

  private static final int BATCH = 128;

  private Asked() {}

  /**
   * The mean over each document's training windows, which are what x is learned from; a window
   * counts by its tokens.
   *
   * @return {@code [D, W]}; zeros for a document without training windows
   */
  public static float[][] documents(BaseModel base, Windows windows) {
    try (var scope = Scope.open()) {
      return windows(base, windows, windows.rows(false), Progress.SILENT).means().toRows();
    }
  }

  /** Those of some windows, as features that a window counts by its tokens. */
  static WindowFeatures windows(BaseModel base, Windows windows, int[] rows, Progress progress) {
    int[] question = base.tokenizer().encode(QUESTION);
    Tensor sums = Tensor.zeros(DType.F32, rows.length, base.config().width());
    float[] tokens = new float[rows.length];
    for (int at = 0; at < rows.length; at += BATCH) {
      int[] batch = Arrays.copyOfRange(rows, at, Math.min(at + BATCH, rows.length));
      for (int b = 0; b < batch.length; b++) {
        tokens[at + b] = windows.length()[batch[b]];
      }
      try (var scope = Scope.open()) {
        Tensor weight =
            Tensor.of(Arrays.copyOfRange(tokens, at, at + batch.length), batch.length, 1);
        sums.narrow(0, at, batch.length)
            .copyInPlace(states(base, windows, batch, question).mul(weight));
      }
      progress.step("asking what windows are about", at + batch.length, rows.length, "");
    }
    Tensor owners = Tensor.indices(windows.owners(rows));
    return new WindowFeatures(
        rows, sums, Tensor.of(tokens, tokens.length, 1), owners, windows.documents());
  }

  /** {@code [B, W]}, normalised as for the output. */
  private static Tensor states(BaseModel base, Windows windows, int[] batch, int[] question) {
    int longest = windows.longest(batch) + question.length;
    int states = Math.min(STATES, question.length);
    int[] ids = new int[batch.length * longest];
    int[] last = new int[batch.length * states];
    for (int b = 0; b < batch.length; b++) {
      int length = windows.length()[batch[b]];
      int from = b * longest;
      System.arraycopy(windows.tokens(), batch[b] * windows.size(), ids, from, length);
      System.arraycopy(question, 0, ids, from + length, question.length);
      for (int k = 0; k < states; k++) {
        last[b * states + k] = from + length + question.length - states + k;
      }
    }
    Tensor h = base.embed(Tensor.of(ids, batch.length, longest));
    Tensor read = base.blocks(h, 0, base.config().layers(), Modulator.NONE); // [B, L, W]
    Tensor asked = read.view(-1, base.config().width()).select(0, Tensor.indices(last));
    Tensor normalised = base.finalNorm(asked).to(DType.F32);
    return normalised.view(batch.length, states, base.config().width()).mean(1);
  }
}
