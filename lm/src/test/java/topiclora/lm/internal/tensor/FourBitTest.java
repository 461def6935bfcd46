package topiclora.lm.internal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import topiclora.lm.Device;

final class FourBitTest {
  private static final int OUT = 80; // more than one tile of the kernel, and a rest
  private static final int IN = 96;

  private final Random random = new Random(4);

  @BeforeEach
  void itIsAKernelOfTheProcessor() {
    assumeTrue(Compute.device() == Device.CPU);
  }

  @ParameterizedTest
  @CsvSource({"4, 1", "4, 7", "5, 1", "8, 1", "8, 7"})
  void aProductIsThatWithTheNumbersOfTheCodes(int bits, int rows) {
    try (var scope = Scope.open()) {
      int[] values = random.ints(OUT * IN, 0, 1 << bits).toArray();
      Tensor codes = Tensor.of(values, OUT, IN);
      Tensor scales = groups(1 / 64f);
      Tensor leasts = groups(-1 / 8f);
      Tensor x = Tensor.gaussian(random, rows, 1, IN).to(DType.BF16).to(DType.F32);

      FourBit packed = FourBit.of(codes.to(DType.U8), scales, leasts, bits);
      Tensor found = packed.product(x);
      packed.free();

      Tensor grouped = codes.to(DType.F32).view(OUT, IN / FourBit.GROUP, FourBit.GROUP);
      Tensor weight = grouped.mul(scales.unsqueeze(2)).add(leasts.unsqueeze(2)).view(OUT, IN);
      Tensor wanted = x.linear(weight);
      assertThat(found.shape()).containsExactly(rows, 1, OUT);
      assertThat(found.type()).isEqualTo(DType.F32);
      assertClose(found, wanted, 1 / 200.0); // what is rounded is the sum alone
    }
  }

  /** One, two or four times {@code unit}: exact in bfloat16. */
  private Tensor groups(float unit) {
    float[] values = new float[OUT * IN / FourBit.GROUP];
    for (int i = 0; i < values.length; i++) {
      values[i] = unit * (1 << random.nextInt(3));
    }
    return Tensor.of(values, OUT, IN / FourBit.GROUP);
  }

  @Test
  void anyMatrixMayBeRoundedToEightBits() {
    try (var scope = Scope.open()) {
      Tensor matrix = Tensor.gaussian(random, OUT, IN);
      matrix.narrow(0, 0, 1).fillInPlace(0.25); // a row of groups without a range
      Tensor x = Tensor.gaussian(random, 3, IN);
      FourBit packed = FourBit.rounded(matrix);
      assertClose(packed.product(x), x.linear(matrix), 0.02);
      packed.free();
    }
  }

  private static void assertClose(Tensor found, Tensor wanted, double share) {
    float largest = wanted.abs().view(-1).max(0).toFloats()[0];
    assertThat(found.toFloats())
        .containsExactly(wanted.toFloats(), within((float) (share * largest)));
  }

  @Test
  void matricesThatNoTileOrGroupFitsAreNotTaken() {
    assertThat(FourBit.takes(16, 32)).isTrue();
    assertThat(FourBit.takes(17, 32)).isFalse();
    assertThat(FourBit.takes(16, 48)).isFalse();
  }
}
