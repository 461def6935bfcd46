package topiclora.lm.internal.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.model.Golden;
import topiclora.lm.internal.tensor.Scope;

final class GgmlTypeTest {
  @ParameterizedTest
  @EnumSource
  void everyQuantisationUnpacksToTheValuesOfGgufsOwnPackage(GgmlType quantisation) {
    JsonNode golden = Golden.read("quantisations.json").path(quantisation.name());
    float[] wanted = new float[golden.size()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = golden.get(i).floatValue() + 0f; // zeros without a sign
    }
    try (var gguf = Gguf.open(Golden.path("quantisations.gguf"));
        var scope = Scope.open()) {
      assertThat(wanted).hasSizeGreaterThan(100);
      float[] found = gguf.read(quantisation.name()).add(0).toFloats();
      assertThat(found).containsExactly(wanted);
    }
  }

  @Test
  void oneThatIsNotSupportedIsNamed() {
    assertThatThrownBy(() -> GgmlType.of(18, "blk.0.attn_q.weight"))
        .isInstanceOf(TopicLoraException.BadBase.class)
        .hasMessageContaining("blk.0.attn_q.weight is stored as IQ3_XXS");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 4711, Integer.MIN_VALUE})
  void oneThatDoesNotExistIsToldByItsNumber(int code) {
    assertThatThrownBy(() -> GgmlType.of(code, "x"))
        .isInstanceOf(TopicLoraException.BadBase.class)
        .hasMessageContaining("x is stored as type " + code);
  }
}
