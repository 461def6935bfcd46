package topiclora.core.internal.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MergingTest {
  /** Topics 0 and 2 are in the same documents, topic 1 in others. */
  private static final double[][] USAGE = {
    {0.5, 0, 0.4}, {0.4, 0.1, 0.5}, {0, 0.9, 0}, {0.1, 0.8, 0}, {0.6, 0, 0.1}
  };

  private final Responsibilities usage = new Responsibilities(USAGE);

  @Test
  void topicsOfTheSameDocumentsAreJoinedFirst() {
    List<Merging.MergeStep> joins = Merging.until(1, usage);
    assertThat(joins).extracting(Merging.MergeStep::remaining).containsExactly(2, 1);
    assertThat(joins.getFirst()).matches(join -> join.into() == 0 && join.from() == 2);
    assertThat(joins.get(1).loss()).isGreaterThan(joins.getFirst().loss());
  }

  @Test
  void theLossIsWhatIsNoLongerToldOfTheDocuments() {
    Merging.MergeStep join = Merging.until(2, usage).getFirst();
    double[][] merged = new double[USAGE.length][];
    for (int d = 0; d < merged.length; d++) {
      merged[d] = new double[] {USAGE[d][0] + USAGE[d][2], USAGE[d][1]};
    }
    assertThat(join.loss()).isCloseTo(information(USAGE) - information(merged), within(1e-12));
  }

  @Test
  void asManyAreLeftAsAreWanted() {
    assertThat(Merging.until(3, usage)).isEmpty();
    assertThat(Merging.until(2, usage)).hasSize(1);
    assertThat(Merging.until(1, new Responsibilities(new double[][] {{0, 0}, {0, 0}})))
        .hasSize(1)
        .allMatch(join -> join.loss() == 0);
  }

  /** I(document; topic) in nats, from its definition. */
  private static double information(double[][] joint) {
    double whole = 0;
    double[] rows = new double[joint.length];
    double[] columns = new double[joint[0].length];
    for (int d = 0; d < joint.length; d++) {
      for (int t = 0; t < columns.length; t++) {
        whole += joint[d][t];
        rows[d] += joint[d][t];
        columns[t] += joint[d][t];
      }
    }
    double sum = 0;
    for (int d = 0; d < joint.length; d++) {
      for (int t = 0; t < columns.length; t++) {
        if (joint[d][t] > 0) {
          sum += joint[d][t] / whole * Math.log(joint[d][t] * whole / (rows[d] * columns[t]));
        }
      }
    }
    return sum;
  }
}
