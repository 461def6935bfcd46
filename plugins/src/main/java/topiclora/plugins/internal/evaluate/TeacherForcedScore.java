package topiclora.plugins.internal.evaluate;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.windows.Batches;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * How well a given answer is predicted, each token after those before it.
 *
 * @param nll of each token
 * @param firstTokenIsTop1 whether no other token is likelier in the first place
 */
record TeacherForcedScore(float[] nll, boolean firstTokenIsTop1) {
  private static final int BATCH_TOKENS = 2048;

  /**
   * A prompt and the answer that follows.
   *
   * @param x the vector on the shared adapter; null for the base model
   */
  record Row(int[] prompt, int[] answer, float @Nullable [] x) {
    int length() {
      return prompt.length + answer.length - 1; // nothing is predicted from the last token
    }
  }

  /**
   * All rows in their order, many at a time, each with its own vector; either all or none of them
   * have one.
   */
  static TeacherForcedScore[] of(
      BaseModel base, Adapter adapter, List<Row> rows, Progress progress) {
    TeacherForcedScore[] answers = new TeacherForcedScore[rows.size()];
    int done = 0;
    for (int[] batch : Batches.of(rows.stream().mapToInt(Row::length).toArray(), BATCH_TOKENS)) {
      try (var scope = Scope.open()) {
        List<Row> some = Arrays.stream(batch).mapToObj(rows::get).toList();
        TeacherForcedScore[] found = batch(base, adapter, some);
        for (int i = 0; i < batch.length; i++) {
          answers[batch[i]] = found[i];
        }
      }
      done += batch.length;
      progress.step("right answers", done, answers.length, "");
    }
    return answers;
  }

  private static TeacherForcedScore[] batch(BaseModel base, Adapter adapter, List<Row> rows) {
    int width = rows.getLast().length();
    int[] ids = new int[rows.size() * width]; // padded on the right, where no row looks
    int count = rows.stream().mapToInt(row -> row.answer().length).sum();
    int[] states = new int[count];
    int[] targets = new int[count];
    int n = 0;
    for (int b = 0; b < rows.size(); b++) {
      int[] prompt = rows.get(b).prompt();
      int[] answer = rows.get(b).answer();
      System.arraycopy(prompt, 0, ids, b * width, prompt.length);
      System.arraycopy(answer, 0, ids, b * width + prompt.length, answer.length - 1);
      for (int t = 0; t < answer.length; t++) {
        states[n] = b * width + prompt.length + t - 1;
        targets[n++] = answer[t];
      }
    }
    Tensor h = base.embed(Tensor.of(ids, rows.size(), width)); // [B, C, W]
    Tensor out = base.blocks(h, 0, base.config().layers(), modulator(adapter, rows));
    Tensor flat = out.view(ids.length, base.config().width()); // [B * C, W]
    Tensor logits = base.logits(flat.select(0, Tensor.indices(states))); // [n, V]
    float[] nats = logits.logSumExp(-1).sub(logits.pick(Tensor.indices(targets))).toFloats();
    int[] likeliest = logits.largest(1).toInts();
    return split(rows, nats, i -> likeliest[i] == targets[i]);
  }

  private static LinearHook modulator(Adapter adapter, List<Row> rows) {
    if (rows.getFirst().x() == null) {
      return LinearHook.NONE;
    }
    return adapter.with(Tensor.ofRows(rows.stream().map(row -> requireNonNull(row.x())).toList()));
  }

  private static TeacherForcedScore[] split(List<Row> rows, float[] nll, IntPredicate right) {
    TeacherForcedScore[] answers = new TeacherForcedScore[rows.size()];
    int n = 0;
    for (int b = 0; b < answers.length; b++) {
      int end = n + rows.get(b).answer().length;
      answers[b] = new TeacherForcedScore(Arrays.copyOfRange(nll, n, end), right.test(n));
      n = end;
    }
    return answers;
  }
}
