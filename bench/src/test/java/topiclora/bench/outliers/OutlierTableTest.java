package topiclora.bench.outliers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OutlierTableTest {
  @Test
  void drawsAreShownBesideTheirMean() {
    var first =
        List.of(
            new OutlierTable.Auroc("norm of x", 0.9, 10), new OutlierTable.Auroc("LOF", 0.5, 1));
    var second =
        List.of(new OutlierTable.Auroc("norm of x", 1, 20), new OutlierTable.Auroc("LOF", 0.7, 2));
    OutlierTable table = OutlierTable.of(190, 10, List.of(first, second));
    assertThat(table.rows().getFirst().meanAuroc()).isEqualTo(0.95);
    assertThat(table.text().lines().toList())
        .startsWith("10 outliers among 190 inliers, AUROC")
        .endsWith(
            "| norm of x | 0.950 | 0.900 1.000 | 15.0 |", "| LOF | 0.600 | 0.500 0.700 | 1.5 |");
  }
}
