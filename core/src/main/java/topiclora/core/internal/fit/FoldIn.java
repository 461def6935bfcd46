package topiclora.core.internal.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import topiclora.core.LearningOptions;
import topiclora.core.Prior;
import topiclora.core.TextUnit;
import topiclora.core.internal.forward.Activations;
import topiclora.core.internal.forward.PromptEmbeddings;
import topiclora.core.internal.forward.SampledSoftmax;
import topiclora.core.internal.forward.UpperLayers;
import topiclora.core.internal.windows.SeededRandom;
import topiclora.core.internal.windows.Windows;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * Vectors for documents that no fit has seen: everything shared stays as it is, only x moves, by
 * {@link FoldInSteps}. Vectors of topics make a few of them; those of plugins, which are long, are
 * then trimmed and stretched.
 */
public final class FoldIn {
  private static final int CHUNK = 512;
  private static final int BATCH_TOKENS = 2048;

  /** Factor by which vectors of plugins are longer than where the steps lead: experiment 27. */
  private static final double STRETCH = 1.3;

  /** Steps of the dimensions that are kept, once the others are zero: experiment 34. */
  private static final int STEPS_OF_KEPT = 3;

  private final BaseModel base;
  private final Windows windows;
  private final Parameters learned;
  private final LearningOptions options;
  private final SampledSoftmax vocabulary;

  private FoldIn(BaseModel base, Windows windows, Parameters learned, LearningOptions options) {
    this.base = base;
    this.windows = windows;
    this.learned = learned;
    this.options = options;
    // A few documents have so few tokens of their own that a sample would stand for nearly all.
    this.vocabulary =
        windows.count() <= CHUNK
            ? SampledSoftmax.whole(base)
            : SampledSoftmax.of(
                base, windows, SeededRandom.generator(options.seed(), "vocabulary", 0));
  }

  /**
   * The vectors of all documents from their training windows, {@code [D, n]}: the prior's mean,
   * then Newton steps. Memory does not grow with the corpus but for the result.
   *
   * @param options those that {@code learned} was fitted with
   */
  public static Tensor vectors(
      BaseModel base,
      Windows windows,
      Parameters learned,
      LearningOptions options,
      Progress progress) {
    Tensor x = Tensor.zeros(DType.F32, windows.documents(), learned.adapter().dimensions());
    if (x.count() == 0) {
      return x; // a plain LoRA has no vectors
    }
    FoldIn fold = new FoldIn(base, windows, learned, options);
    int[] rows = windows.rows(false);
    int at = 0;
    while (at < rows.length) {
      int end = fold.endOfChunk(rows, at);
      try (var scope = Scope.open()) {
        fold.chunk(Arrays.copyOfRange(rows, at, end), x);
      }
      at = end;
      progress.step("folding in", at, rows.length, "");
    }
    return x;
  }

  /** Windows of whole documents, about as many as fit into memory twice over. */
  private int endOfChunk(int[] rows, int from) {
    int end = Math.min(from + CHUNK, rows.length);
    while (end < rows.length && windows.owner()[rows[end]] == windows.owner()[rows[end - 1]]) {
      end++;
    }
    return end;
  }

  private void chunk(int[] rows, Tensor x) {
    int first = windows.owner()[rows[0]];
    int documents = windows.owner()[rows[rows.length - 1]] - first + 1;
    int from = learned.adapter().firstLayer();
    List<FoldInSteps.Batch> batches = new ArrayList<>();
    Tensor counts = Tensor.zeros(DType.F32, documents, 1);
    for (int[] batch : windows.batches(rows, BATCH_TOKENS)) {
      int[] documentsOf = Arrays.stream(windows.owners(batch)).map(d -> d - first).toArray();
      Tensor owners = Tensor.indices(documentsOf);
      counts.addRowsInPlace(owners, PromptEmbeddings.tokens(windows, batch).positive());
      Tensor entering = Activations.computed(base, windows, from).rows(batch);
      var upper = new UpperLayers(base, windows, wanted -> entering, from);
      batches.add(new FoldInSteps.Batch(batch, documentsOf, upper));
    }
    Tensor expected = expected(rows, first, documents);
    Tensor found = moved(batches, counts, expected).mul(counts.positive());
    if (options.textUnit() == TextUnit.SENTENCES) {
      found = found.to(DType.F16); // the vectors of plugins are long, and kept in half the space
    }
    x.narrow(0, first, documents).copyInPlace(found);
  }

  /** The prior's mean of some documents, whose windows these are, {@code [D, n]}. */
  private Tensor expected(int[] rows, int first, int documents) {
    if (options.prior() == Prior.ZERO) {
      return Tensor.zeros(DType.F32, documents, learned.adapter().dimensions());
    }
    List<int[]> texts = windows.texts(rows, first, documents);
    return learned.encoder().predict(PromptEmbeddings.of(base, texts, Progress.SILENT));
  }

  /**
   * Where the steps lead from the prior's mean.
   *
   * @param counts windows of each document, {@code [D, 1]}
   * @param expected {@code [D, n]}
   */
  private Tensor moved(List<FoldInSteps.Batch> batches, Tensor counts, Tensor expected) {
    FoldInSteps steps = new FoldInSteps(learned, options, vocabulary, batches, counts, expected);
    steps.go(options.foldInSteps());
    if (options.isSparse(expected.size(1))) {
      steps.keep(options.maxNonzero());
      steps.go(STEPS_OF_KEPT);
    }
    // A prior that finds the direction is too strong for the length of what is to be remembered.
    return steps.end(options.textUnit() == TextUnit.SENTENCES ? STRETCH : 1);
  }
}
