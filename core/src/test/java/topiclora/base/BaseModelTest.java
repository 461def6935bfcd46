package topiclora.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import topiclora.tensor.DType;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

final class BaseModelTest {
  @Test
  void theRealBaseKnowsTheCapitalOfFrance() {
    try (var base = BaseModel.open(RealBase.path(), DType.F32);
        var scope = Scope.open()) {
      int[] ids = base.tokenizer().encode("The capital of France is");
      Tensor h = base.embed(Tensor.of(ids, 1, ids.length));
      Tensor logits = base.logits(base.blocks(h, 0, 30, Modulator.NONE));
      int best = logits.narrow(1, ids.length - 1, 1).largest(1).toInts()[0];
      assertThat(base.tokenizer().piece(best)).isEqualTo(" Paris");
      assertThat(base.sha256())
          .startsWith("b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53");
    }
  }
}
