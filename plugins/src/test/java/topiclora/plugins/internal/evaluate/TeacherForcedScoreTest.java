package topiclora.plugins.internal.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.core.VectorShape;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.adapter.Down;
import topiclora.core.internal.adapter.Modulation;
import topiclora.lm.LinearKind;
import topiclora.lm.Progress;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.model.TinyBase;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;
import topiclora.plugins.internal.evaluate.TeacherForcedScore.Row;

final class TeacherForcedScoreTest {
  @TempDir Path folder;

  @Test
  void aBatchOfDifferentVectorsAndLengthsIsAsOneByOne() {
    try (var base = TinyBase.open(folder)) {
      Adapter adapter = adapter(base);
      List<Row> rows = rows(base, true);
      TeacherForcedScore[] batch = TeacherForcedScore.of(base, adapter, rows, Progress.SILENT);
      for (int i = 0; i < batch.length; i++) {
        float[] alone = plainly(base, adapter, rows.get(i));
        assertThat(batch[i].nll()).containsExactly(alone, within(1e-4f));
      }
      assertThat(Arrays.stream(batch).filter(TeacherForcedScore::firstTokenIsTop1).count())
          .isEqualTo(1);
    }
  }

  @Test
  void withoutVectorsItIsTheBareBase() {
    try (var base = TinyBase.open(folder)) {
      Adapter adapter = adapter(base);
      List<Row> rows = rows(base, false);
      TeacherForcedScore[] batch = TeacherForcedScore.of(base, adapter, rows, Progress.SILENT);
      for (int i = 0; i < batch.length; i++) {
        float[] alone = plainly(base, adapter, rows.get(i));
        assertThat(batch[i].nll()).containsExactly(alone, within(1e-4f));
      }
    }
  }

  /** The last one's answer starts with the likeliest token. */
  private static List<Row> rows(BaseModel base, boolean vectors) {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int[] prompt = random.ints(9 - i, 0, base.config().vocabulary()).toArray();
      int[] answer = random.ints(1 + i, 0, base.config().vocabulary()).toArray();
      float[] x = {i, 1 - i};
      rows.add(new Row(prompt, answer, vectors ? x : null));
    }
    Row last = rows.removeLast();
    int likeliest = logits(base, adapter(base), last, last.prompt()).largest(1).toInts()[0];
    last.answer()[0] = likeliest;
    rows.add(last);
    return rows;
  }

  private static float[] plainly(BaseModel base, Adapter adapter, Row row) {
    float[] nats = new float[row.answer().length];
    int[] read = row.prompt();
    try (var scope = Scope.open()) {
      for (int t = 0; t < nats.length; t++) {
        float[] logP = logits(base, adapter, row, read).logSoftmax(-1).toFloats();
        nats[t] = -logP[row.answer()[t]];
        read = Arrays.copyOf(read, read.length + 1);
        read[read.length - 1] = row.answer()[t];
      }
    }
    return nats;
  }

  private static Tensor logits(BaseModel base, Adapter adapter, Row row, int[] ids) {
    float[] x = row.x();
    LinearHook modulator = x == null ? LinearHook.NONE : adapter.with(Tensor.of(x, 1, x.length));
    Tensor h = base.embed(Tensor.of(ids, 1, ids.length));
    return base.logits(base.blocks(h, 0, 2, modulator).narrow(1, ids.length - 1, 1));
  }

  private static Adapter adapter(BaseModel base) {
    Random random = new Random(5);
    SequencedMap<ModuleId, Modulation> modules = new LinkedHashMap<>();
    int in = base.config().in(LinearKind.DOWN);
    modules.put(
        new ModuleId(1, LinearKind.DOWN),
        new Down(
            TinyBase.gaussian(random, 0.5, base.config().out(LinearKind.DOWN), 2),
            TinyBase.gaussian(random, 0.5, 2, in),
            TinyBase.gaussian(random, 0.5, 2, in),
            VectorShape.RANK,
            false));
    return new Adapter(modules);
  }
}
