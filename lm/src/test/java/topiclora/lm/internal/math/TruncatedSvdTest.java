package topiclora.lm.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import topiclora.lm.internal.tensor.Linalg;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

final class TruncatedSvdTest {
  private final Random random = new Random(9);

  @Test
  void theLeadingDirectionsOfManyRowsAreThoseOfTheirSpectrum() {
    try (var scope = Scope.open()) {
      Tensor rows = planted(300, 200, 5);
      Tensor exact = TruncatedSvd.of(rows, 5, random);
      Tensor found = TruncatedSvd.iterated(rows, 5, random);
      float[][] same = exact.transpose(0, 1).matmul(found).abs().toRows();
      for (int k = 0; k < 5; k++) {
        assertThat(same[k][k]).isCloseTo(1, within(1e-3f));
      }
      Tensor gram = found.transpose(0, 1).matmul(found).sub(Linalg.eye(5));
      assertThat(gram.abs().sum().item()).isLessThan(1e-4);
    }
  }

  @Test
  void theLeadingOneIsLastAndItIsThatOfTheWholeDecomposition() {
    try (var scope = Scope.open()) {
      for (Tensor rows : new Tensor[] {planted(40, 12, 3), planted(12, 40, 3)}) {
        float[][] same =
            TruncatedSvd.of(rows, 3, random)
                .transpose(0, 1)
                .linear(Linalg.svd(rows).vt().narrow(0, 0, 3))
                .abs()
                .toRows();
        for (int k = 0; k < 3; k++) {
          assertThat(same[k][2 - k]).isCloseTo(1, within(1e-3f));
        }
      }
    }
  }

  @Test
  void thereAreNoMoreDirectionsThanRowsOrColumns() {
    try (var scope = Scope.open()) {
      assertThat(TruncatedSvd.of(planted(4, 9, 2), 6, random).size(1)).isEqualTo(4);
    }
  }

  private Tensor planted(int rows, int columns, int rank) {
    Tensor planted =
        Tensor.gaussian(random, rows, rank).matmul(Tensor.gaussian(random, rank, columns));
    return planted.add(Tensor.gaussian(random, rows, columns));
  }
}
