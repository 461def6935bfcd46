package topiclora.study.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Metrics of order and of clusters. */
final class RankMetricsTest {
  @Test
  void spearmanSeesOrderAlone() {
    assertThat(RankMetrics.spearman(new double[] {1, 2, 3, 4}, new double[] {1, 10, 100, 1000}))
        .isCloseTo(1, within(1e-12));
    assertThat(RankMetrics.spearman(new double[] {1, 2, 3}, new double[] {3, 2, 1}))
        .isCloseTo(-1, within(1e-12));
    assertThat(RankMetrics.spearman(new double[] {1, 2}, new double[] {5, 5})).isNaN();
  }

  @Test
  void equalValuesShareTheMeanOfTheirRanks() {
    assertThat(RankMetrics.of(new double[] {7, 5, 7, 9})).containsExactly(2.5, 1, 2.5, 4);
  }

  @Test
  void aurocCountsPairsAndTiesHalf() {
    boolean[] meant = {true, false, false, true};
    assertThat(RankMetrics.auroc(new double[] {9, 1, 2, 8}, meant)).isEqualTo(1);
    assertThat(RankMetrics.auroc(new double[] {1, 1, 1, 1}, meant)).isEqualTo(0.5);
    assertThat(RankMetrics.auroc(new double[] {3, 1, 4, 2}, meant)).isEqualTo(0.5);
  }

  @Test
  void purityIsTheShareOfEachGroupsMostFrequentLabel() {
    assertThat(ClusterMetrics.purity(List.of(0, 0, 0, 1), List.of("a", "a", "b", "b")))
        .isEqualTo(0.75);
  }

  @Test
  void componentsAreMatchedWhateverTheirOrderAndSign() {
    float[][] a = {{1, 5}, {2, 1}, {3, 4}, {4, 0}};
    float[][] b = {{-5, 2}, {-1, 4}, {-4, 6}, {0, 8}};
    assertThat(ClusterMetrics.matched(a, b)).isCloseTo(1, within(1e-6));
    float[][] once = {{1, 1}, {2, 2}, {3, 3}, {4, 4}}; // one component twice is one match
    assertThat(ClusterMetrics.matched(a, once)).isLessThan(0.9);
  }
}
