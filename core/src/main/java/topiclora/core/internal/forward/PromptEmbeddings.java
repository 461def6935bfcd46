package topiclora.core.internal.forward;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import topiclora.core.internal.windows.Windows;
import topiclora.core.internal.windows.WindowsBuilder;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * What the base takes a window to be about: its last states when it has read the window's text and
 * then {@code This text is about the topic of}, where the next word would name the subject.
 *
 * <p>A prompted last state is the better embedding of a text in a language model that no one
 * trained for embeddings (PromptEOL, Jiang et al. 2023): the mean state of a window holds what
 * words come next in it, which is more its style and place in a sentence than its subject.
 * Measured, docs/experiments.md.
 */
public final class PromptEmbeddings {
  private static final String QUESTION = "\nThis text is about the topic of";

  /** Last states of the question that are taken together: {@code the topic of}. */
  private static final int STATES = 3;

  private static final int BATCH = 128;
  private static final int BATCH_TOKENS = 2048;

  /** Batches are padded to a multiple of so many tokens: libtorch keeps memory for every shape. */
  private static final int SHAPE = 16;

  /** Tokens of a document that are read at once. */
  private static final int PIECE = 256;

  private PromptEmbeddings() {}

  /**
   * What some texts are about, in pieces of 256 tokens where they are longer; a piece counts by its
   * tokens.
   *
   * @param texts ids of their tokens
   * @return {@code [D, W]}, float32; zeros for a text without tokens
   */
  public static Tensor of(BaseModel base, List<int[]> texts, Progress progress) {
    var builder = new WindowsBuilder(PIECE, Integer.MAX_VALUE, 0, base.tokenizer().textBos());
    texts.forEach(builder::addWhole);
    Windows pieces = builder.build();
    Tensor sums = Tensor.zeros(DType.F32, pieces.documents(), base.config().width());
    Tensor tokens = Tensor.zeros(DType.F32, pieces.documents(), 1);
    int read = 0;
    for (int[] batch : pieces.batches(pieces.rows(false), BATCH_TOKENS)) {
      try (var scope = Scope.open()) {
        Tensor owners = Tensor.indices(pieces.owners(batch));
        Tensor weights = tokens(pieces, batch);
        int columns = (pieces.longest(batch) + SHAPE - 1) / SHAPE * SHAPE;
        Tensor embeddings = read(base, pieces, batch, columns, 0).promptEmbeddings();
        sums.addRowsInPlace(owners, embeddings.mul(weights));
        tokens.addRowsInPlace(owners, weights);
      }
      read += batch.length;
      progress.step("reading the texts", read, pieces.count(), "");
    }
    return sums.div(tokens.add(1e-9));
  }

  /**
   * Those of some windows, as features that a window counts by its tokens.
   *
   * @param embeddings of a batch of them, {@code [B, W]}
   */
  public static WindowFeatures features(
      Windows windows, int[] rows, Function<int[], Tensor> embeddings, int width) {
    Tensor sums = Tensor.zeros(DType.F32, rows.length, width);
    for (int at = 0; at < rows.length; at += BATCH) {
      int[] batch = Arrays.copyOfRange(rows, at, Math.min(at + BATCH, rows.length));
      try (var scope = Scope.open()) {
        Tensor weighed = embeddings.apply(batch).mul(tokens(windows, batch));
        sums.narrow(0, at, batch.length).copyInPlace(weighed);
      }
    }
    Tensor owners = Tensor.indices(windows.owners(rows));
    return new WindowFeatures(rows, sums, tokens(windows, rows), owners, windows.documents());
  }

  /** The tokens that stand behind a window's text. */
  public static int[] question(BaseModel base) {
    return base.tokenizer().encode(QUESTION);
  }

  /** How much each of some windows counts, {@code [B, 1]}. */
  public static Tensor tokens(Windows windows, int[] rows) {
    int[] lengths = Arrays.stream(rows).map(row -> windows.length()[row]).toArray();
    return Tensor.of(lengths, rows.length, 1).to(DType.F32);
  }

  /**
   * What one forward pass of some windows, and of the prompt behind each, finds.
   *
   * @param layerInput what enters a layer, {@code [B, C, W]}; a window shorter than C is followed
   *     by what no one should look at
   * @param promptEmbeddings normalised as for the output, {@code [B, W]}, float32
   */
  record ForwardPass(Tensor layerInput, Tensor promptEmbeddings) {}

  /**
   * Reads some windows.
   *
   * @param columns C, at least the longest of them
   * @param layer what enters it is wanted too
   */
  static ForwardPass read(BaseModel base, Windows windows, int[] rows, int columns, int layer) {
    int[] question = question(base);
    int longest = columns + question.length;
    int states = Math.min(STATES, question.length);
    int[] ids = new int[rows.length * longest];
    int[] last = new int[rows.length * states];
    for (int b = 0; b < rows.length; b++) {
      int length = windows.length()[rows[b]];
      int from = b * longest;
      System.arraycopy(windows.tokens(), rows[b] * windows.size(), ids, from, length);
      System.arraycopy(question, 0, ids, from + length, question.length);
      for (int k = 0; k < states; k++) {
        last[b * states + k] = from + length + question.length - states + k;
      }
    }
    int width = base.config().width();
    try (var scope = Scope.open()) {
      Tensor embedded = base.embed(Tensor.of(ids, rows.length, longest));
      Tensor lower = base.blocks(embedded, 0, layer, LinearHook.NONE); // [B, C + Q, W]
      Tensor upper = base.blocks(lower, layer, base.config().layers(), LinearHook.NONE);
      Tensor asked = upper.view(-1, width).select(0, Tensor.indices(last));
      Tensor normalised = base.finalNorm(asked).to(DType.F32);
      return new ForwardPass(
          scope.keep(lower.narrow(1, 0, columns)),
          scope.keep(normalised.view(rows.length, states, width).mean(1)));
    }
  }
}
