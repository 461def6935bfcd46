package topiclora.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import topiclora.report.Hierarchy.Merge;

final class HierarchyTest {
  @Test
  void topicsOfTheSameDocumentsJoinFirst() {
    double[][] shares = {
      {0.5, 0.0, 0.5, 0.0}, {0.6, 0.0, 0.4, 0.0}, {0.0, 0.9, 0.0, 0.1}, {0.0, 0.5, 0.5, 0.0}
    };
    Hierarchy tree = Hierarchy.of(new Responsibilities(shares));
    assertThat(tree.merges()).extracting(Merge::left).containsExactly(1, 0, 4);
    assertThat(tree.merges()).extracting(Merge::right).containsExactly(3, 2, 5);
    assertThat(tree.merges()).extracting(Merge::height).isSorted();
    assertThat(tree.order()).containsExactlyInAnyOrder(0, 1, 2, 3);
    double near = 1 - 0.49 / Math.sqrt(0.61 * 0.66);
    assertThat(tree.merges().get(1).height()).isCloseTo(near, within(1e-12));
    // Average linkage: the mean over the four pairs between {1, 3} and {0, 2}.
    double cos12 = 0.25 / Math.sqrt(1.06 * 0.66);
    assertThat(tree.merges().getLast().height()).isCloseTo(1 - cos12 / 4, within(1e-12));
  }

  @Test
  void oneTopicIsATreeOfItsOwn() {
    Hierarchy tree = Hierarchy.of(new Responsibilities(new double[][] {{1}, {0}}));
    assertThat(tree.merges()).isEmpty();
    assertThat(tree.order()).containsExactly(0);
  }
}
