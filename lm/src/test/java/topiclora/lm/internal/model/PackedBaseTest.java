package topiclora.lm.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import topiclora.lm.Device;
import topiclora.lm.internal.checkpoint.BaseConfig;
import topiclora.lm.internal.tensor.Compute;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

final class PackedBaseTest {
  /** Logits of this base lie between -10 and 25. */
  private static final double NEAR = 0.6;

  @Test
  void theRealBasePredictsTheSameWithTheWeightsOfItsFile() {
    assumeTrue(Compute.device() == Device.CPU);
    try (var base = BaseModel.open(RealBase.path(), DType.F32)) {
      BaseModel packed = base.pack();
      for (Map.Entry<String, JsonNode> prompt : Golden.read("real_base.json").properties()) {
        int[] ids = Golden.ints(prompt.getValue().path("ids"));
        float[] wanted = afterTheLast(base, ids);
        float[] found = afterTheLast(packed, ids);
        assertThat(found).as(prompt.getKey()).isNotEqualTo(wanted);
        double square = 0;
        for (int i = 0; i < wanted.length; i++) {
          assertThat(found[i]).as(prompt.getKey()).isBetween(wanted[i] - 1.5f, wanted[i] + 1.5f);
          square += Math.pow(found[i] - wanted[i], 2);
        }
        assertThat(Math.sqrt(square / wanted.length)).as(prompt.getKey()).isLessThan(NEAR);
      }
      packed.close();
    }
  }

  /** Logits where the last token comes alone, the others being in the cache. */
  private static float[] afterTheLast(BaseModel base, int[] ids) {
    BaseConfig config = base.config();
    try (var cache = new KeyValueCache(config, base.type(), 1, ids.length);
        var scope = Scope.open()) {
      int[] all = Arrays.copyOf(ids, ids.length - 1);
      base.blocks(
          base.embed(Tensor.of(all, 1, all.length)), 0, config.layers(), LinearHook.NONE, cache);
      Tensor last = base.embed(Tensor.of(new int[] {ids[ids.length - 1]}, 1, 1));
      return base.logits(base.blocks(last, 0, config.layers(), LinearHook.NONE, cache)).toFloats();
    }
  }

  @Test
  void aBaseOfFloatsHasNothingToPack() {
    try (var base = BaseModel.open(Golden.path("qwen2"), DType.F32);
        BaseModel packed = base.pack()) {
      int[] prompt = {5, 9, 33};
      assertThat(afterTheLast(packed, prompt)).containsExactly(afterTheLast(base, prompt));
    }
  }
}
