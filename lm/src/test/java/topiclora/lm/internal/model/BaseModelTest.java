package topiclora.lm.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import topiclora.lm.LinearKind;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

final class BaseModelTest {
  private static final JsonNode TINY = Golden.read("tiny_models.json");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "llama",
        "llama-untied",
        "llama-biased",
        "llama3-scaled",
        "llama-linear",
        "mistral",
        "qwen2",
        "qwen3",
        "llama-biased.gguf",
        "llama3-scaled.gguf",
        "mistral.gguf",
        "qwen2.gguf",
        "qwen3.gguf"
      })
  void everyArchitectureGivesTheLogitsOfTransformers(String name) {
    JsonNode golden = TINY.path("logits").path(name.replace(".gguf", ""));
    try (var base = BaseModel.open(Golden.path(name), DType.F32);
        var scope = Scope.open()) {
      float[] logits = tinyLogits(base);
      for (int i = 0, row = 0; i < golden.size(); row += 3) {
        for (int id = 0; id < 64; id++, i++) {
          assertThat(logits[row * 64 + id]).isCloseTo(golden.get(i).floatValue(), within(2e-5f));
        }
      }
    }
  }

  private static float[] tinyLogits(BaseModel base) {
    int[] ids = new int[36];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = TINY.path("ids").get(i / 18).get(i % 18).asInt();
    }
    Tensor h = base.embed(Tensor.of(ids, 2, 18));
    return base.logits(base.blocks(h, 0, 2, LinearHook.NONE)).toFloats();
  }

  @Test
  void theRealBaseGivesTheLogitsOfTransformers() {
    try (var base = BaseModel.open(RealBase.path(), DType.F32)) {
      for (Map.Entry<String, JsonNode> prompt : Golden.read("real_base.json").properties()) {
        compare(base, prompt.getValue());
      }
      assertThat(base.sha256())
          .isEqualTo("b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53");
    }
  }

  private static void compare(BaseModel base, JsonNode golden) {
    int[] ids = Golden.ints(golden.path("ids"));
    try (var scope = Scope.open()) {
      Tensor h = base.embed(Tensor.of(ids, 1, ids.length));
      Tensor logits = base.logits(base.blocks(h, 0, base.config().layers(), LinearHook.NONE));
      for (JsonNode position : golden.path("positions")) {
        Tensor row = logits.narrow(1, position.path("at").asInt(), 1);
        int[] top = Golden.ints(position.path("top"));
        assertThat(row.largest(5).toInts()).containsExactly(top);
        float[] values = row.toFloats();
        for (int i = 0; i < top.length; i++) {
          float wanted = position.path("logits").get(i).floatValue();
          assertThat(values[top[i]]).isCloseTo(wanted, within(1e-3f));
        }
        assertThat(row.mean().item()).isCloseTo(position.path("mean").asDouble(), within(1e-3));
        assertThat(row.square().mean().sqrt().item())
            .isCloseTo(position.path("rms").asDouble(), within(1e-3));
      }
    }
  }

  @Test
  void bfloat16StaysNearFloat32() {
    try (var exact = BaseModel.open(Golden.path("qwen3"), DType.F32);
        var rough = BaseModel.open(Golden.path("qwen3"), DType.BF16);
        var scope = Scope.open()) {
      float[] wanted = tinyLogits(exact);
      float[] found = tinyLogits(rough);
      assertThat(rough.type()).isEqualTo(DType.BF16);
      assertThat(found).isNotEqualTo(wanted);
      double wrong = 0;
      double all = 0;
      for (int i = 0; i < wanted.length; i++) {
        wrong += Math.pow(found[i] - wanted[i], 2);
        all += Math.pow(wanted[i], 2);
      }
      assertThat(Math.sqrt(wrong / all)).isLessThan(0.02);
    }
  }

  @Test
  void layersRunInPartsAsInOne() {
    try (var base = BaseModel.open(Golden.path("llama"), DType.F32);
        var scope = Scope.open()) {
      Tensor h = base.embed(Tensor.of(new int[] {5, 9, 33}, 1, 3));
      float[] whole = base.blocks(h, 0, 2, LinearHook.NONE).toFloats();
      Tensor half = base.blocks(h, 0, 1, LinearHook.NONE);
      assertThat(base.blocks(half, 1, 2, LinearHook.NONE).toFloats()).containsExactly(whole);
    }
  }

  @Test
  void aHookAddsToTheModuleThatItNames() {
    try (var base = BaseModel.open(Golden.path("llama"), DType.F32);
        var scope = Scope.open()) {
      float[] plain = tinyLogits(base);
      Tensor h = base.embed(Tensor.of(new int[] {5, 9, 33}, 1, 3));
      for (LinearKind kind : LinearKind.values()) {
        var id = new ModuleId(1, kind);
        LinearHook one =
            (module, input) -> {
              assertThat(input.size(2)).isEqualTo(base.config().in(module.kind()));
              return module.equals(id)
                  ? Tensor.zeros(DType.F32, base.config().out(kind)).add(1)
                  : null;
            };
        assertThat(base.blocks(h, 0, 2, one).toFloats())
            .isNotEqualTo(base.blocks(h, 0, 2, LinearHook.NONE).toFloats());
        assertThat(base.blocks(h, 0, 1, one).toFloats())
            .containsExactly(base.blocks(h, 0, 1, LinearHook.NONE).toFloats());
      }
      assertThat(tinyLogits(base)).containsExactly(plain);
    }
  }

  @Test
  void moreThanTheContextIsRefused() {
    try (var base = BaseModel.open(Golden.path("mistral"), DType.F32);
        var scope = Scope.open()) {
      Tensor h = base.embed(Tensor.zeros(DType.I64, 1, 65));
      assertThatThrownBy(() -> base.blocks(h, 0, 2, LinearHook.NONE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("65 tokens; mistral reads at most 64");
    }
  }

  @Test
  void otherTypesAreRefused() {
    assertThatThrownBy(() -> BaseModel.open(Golden.path("llama"), DType.F16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in F32 or BF16, not in F16");
  }
}
