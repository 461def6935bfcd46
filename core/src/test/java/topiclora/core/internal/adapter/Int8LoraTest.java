package topiclora.core.internal.adapter;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.LinkedHashMap;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import topiclora.core.VectorShape;
import topiclora.lm.Device;
import topiclora.lm.LinearKind;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.tensor.Compute;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

final class Int8LoraTest {
  private static final ModuleId MODULE = new ModuleId(0, LinearKind.UP);

  /** A rank of three has no groups of 32 and stays as it is; forty tokens are not few. */
  @ParameterizedTest
  @ValueSource(ints = {3, 64})
  void itAddsWhatThePlainLoraAdds(int rank) {
    assumeTrue(Compute.device() == Device.CPU);
    Random random = new Random(rank);
    try (var scope = Scope.open()) {
      Tensor u = Tensor.gaussian(random, 48, rank);
      Tensor v = Tensor.gaussian(random, rank, 96);
      Tensor a = Tensor.gaussian(random, rank, 96);
      SequencedMap<ModuleId, Modulation> modules = new LinkedHashMap<>();
      modules.put(MODULE, new Down(u, v, a, VectorShape.RANK, false));
      var adapter = new Adapter(modules);
      Tensor x = Tensor.gaussian(random, rank);
      try (var quick = Int8Lora.of(adapter, x, DType.F32)) {
        for (int tokens : new int[] {1, 40}) {
          Tensor h = Tensor.gaussian(random, 1, tokens, 96);
          Tensor wanted =
              requireNonNull(FixedLora.of(adapter, x, DType.F32).delta(MODULE, h)).view(-1);
          Tensor found = requireNonNull(quick.delta(MODULE, h)).view(-1);
          float error = rank == 3 || tokens == 40 ? 1e-6f : 0.02f;
          float largest = wanted.abs().max(0).toFloats()[0];
          assertThat(found.toFloats()).containsExactly(wanted.toFloats(), within(error * largest));
        }
        assertThat(quick.delta(new ModuleId(1, LinearKind.UP), a)).isNull();
      }
    }
  }
}
