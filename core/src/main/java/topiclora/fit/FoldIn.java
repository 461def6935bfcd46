package topiclora.fit;

import java.util.Arrays;
import java.util.List;
import topiclora.Progress;
import topiclora.base.BaseModel;
import topiclora.tensor.DType;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/** Vectors for documents that no fit has seen: everything shared stays as it is, only x moves. */
public final class FoldIn {
  private static final int CHUNK = 512;
  private static final int BATCH = 128;
  private static final int STEPS = 2;

  private final BaseModel base;
  private final Windows windows;
  private final Learned learned;
  private final Vocabulary vocabulary;

  private FoldIn(BaseModel base, Windows windows, Learned learned) {
    this.base = base;
    this.windows = windows;
    this.learned = learned;
    this.vocabulary = Vocabulary.whole(base);
  }

  /**
   * The vectors of all documents from their training windows, {@code [D, r]}: the encoder's
   * expectation, then Newton steps. Memory does not grow with the corpus but for the result.
   */
  public static Tensor vectors(
      BaseModel base, Windows windows, Learned learned, Progress progress) {
    FoldIn fold = new FoldIn(base, windows, learned);
    int[] rows = windows.rows(false);
    Tensor x = Tensor.zeros(DType.F32, windows.documents(), learned.adapter().numbers());
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
    int from = learned.adapter().firstLayer();
    Activations computed = Activations.computed(base, windows, from);
    Tensor lower = Tensor.empty(base.type(), rows.length, windows.size(), base.config().width());
    for (int at = 0; at < rows.length; at += BATCH) {
      int[] batch = Arrays.copyOfRange(rows, at, Math.min(at + BATCH, rows.length));
      try (var scope = Scope.open()) {
        lower.narrow(0, at, batch.length).copyInPlace(computed.rows(batch));
      }
    }
    Activations kept =
        wanted ->
            lower.select(
                0,
                Tensor.indices(
                    Arrays.stream(wanted).map(row -> Arrays.binarySearch(rows, row)).toArray()));
    WindowFeatures features = WindowFeatures.of(windows, rows, kept, base.config().width());
    Tensor counts = features.counts(); // [D, 1], of this chunk
    Tensor here = counts.positive();
    Tensor expected = learned.encoder().expected(features.means());
    Tensor moved = expected.copy();
    var upper = new UpperLayers(base, windows, kept, from);
    for (int step = 0; step < STEPS; step++) {
      Tensor gradient = gradient(upper, rows, moved);
      moved = Newton.step(moved, gradient, counts, learned.fisher(), learned.precision(), expected);
    }
    x.addInPlace(moved.mul(here));
  }

  private Tensor gradient(UpperLayers upper, int[] rows, Tensor x) {
    Tensor gradient = x.mul(0);
    for (int at = 0; at < rows.length; at += BATCH) {
      int[] batch = Arrays.copyOfRange(rows, at, Math.min(at + BATCH, rows.length));
      try (var scope = Scope.withGradients()) {
        Tensor owners = Tensor.indices(windows.owners(batch));
        Tensor xb = x.select(0, owners).detach().requireGradient();
        var back = upper.backward(batch, learned.adapter().with(xb), List.of(xb), vocabulary);
        try (var sums = Scope.open()) {
          gradient.addRowsInPlace(owners, back.gradients().getFirst().to(DType.F32).negate());
        }
      }
    }
    return gradient;
  }
}
