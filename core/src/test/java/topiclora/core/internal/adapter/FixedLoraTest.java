package topiclora.core.internal.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.core.VectorShape;
import topiclora.lm.LinearKind;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.model.TinyBase;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

final class FixedLoraTest {
  private static final float[] X = {0.5f, -2, 1.5f};

  @TempDir Path folder;

  @Test
  void mergedIntoTheWeightsOrBesideThemItIsTheAdapter() {
    try (var base = TinyBase.open(folder);
        var scope = Scope.open()) {
      Adapter adapter = adapter(base);
      FixedLora lora = FixedLora.of(adapter, Tensor.of(X, 3), DType.F32);
      float[] wanted = logits(base, adapter.with(Tensor.of(X, 1, 3)));
      float[] bare = logits(base, LinearHook.NONE);
      assertThat(wanted).isNotEqualTo(bare);
      assertThat(logits(base, lora)).containsExactly(wanted, within(1e-4f));
      try (BaseModel merged = base.merged(lora)) {
        assertThat(logits(merged, LinearHook.NONE)).containsExactly(wanted, within(1e-4f));
      }
      assertThat(logits(base, LinearHook.NONE)).as("the base afterwards").containsExactly(bare);
    }
  }

  private static Adapter adapter(BaseModel base) {
    Random random = new Random(5);
    SequencedMap<ModuleId, Modulation> modules = new LinkedHashMap<>();
    for (LinearKind kind : List.of(LinearKind.Q, LinearKind.UP, LinearKind.DOWN)) {
      int in = base.config().in(kind);
      modules.put(
          new ModuleId(1, kind),
          new Down(
              TinyBase.gaussian(random, 0.3, base.config().out(kind), 3),
              TinyBase.gaussian(random, 0.3, 3, in),
              TinyBase.gaussian(random, 0.3, 3, in),
              VectorShape.RANK,
              false));
    }
    return new Adapter(modules);
  }

  private static float[] logits(BaseModel base, LinearHook modulator) {
    try (var scope = Scope.open()) {
      Tensor h = base.embed(Tensor.of(new int[] {3, 40, 41, 60, 7}, 1, 5));
      return base.logits(base.blocks(h, 0, 2, modulator)).toFloats();
    }
  }
}
