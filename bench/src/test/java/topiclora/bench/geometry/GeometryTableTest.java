package topiclora.bench.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GeometryTableTest {
  @Test
  void aRowOfSeveralFitsIsTheirMean() {
    var one = new GeometryTable.Row("LDA", 0.2, 0.1, 16, 4, 1);
    var other = new GeometryTable.Row("LDA", 0.4, 0.5, 16, 6, 1);
    var mean = GeometryTable.Row.mean(List.of(one, other));
    assertThat(mean.knn5()).isCloseTo(0.3, within(1e-12));
    assertThat(mean.nmi()).isCloseTo(0.3, within(1e-12));
    assertThat(mean.seconds()).isCloseTo(5, within(1e-12));
    assertThat(mean.fits()).isEqualTo(2);
  }
}
