package topiclora.report.internal.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.SampleModel;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.similar.NeighbourGraph;
import topiclora.lm.internal.math.VectorMath;

final class MapLayoutTest {
  private static final int GROUPS = 9;
  private static final int EACH = 20;

  @Test
  void moreGroupsThanAPlaneHasDirectionsAreApart() {
    double[][] places = MapLayout.of(grouped(), NeighbourGraph.of(grouped(), 15), 1);
    assertThat(besideTheirKind(places)).isGreaterThan(0.98);
    assertThat(besideTheirKind(Pca2d.plane(x(), 10)))
        .as("the plane it starts from")
        .isLessThan(0.8);
    for (double[] place : places) {
      assertThat(place[0]).isBetween(-1.0, 1.0);
      assertThat(place[1]).isBetween(-1.0, 1.0);
    }
  }

  @Test
  void aSeedIsAMap() {
    NeighbourGraph graph = NeighbourGraph.of(grouped(), 15);
    double[][] once = MapLayout.of(grouped(), graph, 1);
    assertThat(MapLayout.of(grouped(), graph, 1)).isDeepEqualTo(once);
    assertThat(MapLayout.of(grouped(), graph, 2)[0]).isNotEqualTo(once[0]);
  }

  @Test
  void emptyVectorsAndFewDocumentsHavePlacesToo() {
    List<DocumentVector> documents = new ArrayList<>();
    for (int d = 0; d < 6; d++) {
      documents.add(SampleModel.document("d" + d, 5, 0, 0));
      TopicModel model = SampleModel.of(documents);
      for (double[] place : MapLayout.of(model, NeighbourGraph.of(model, 15), 1)) {
        assertThat(place).doesNotContain(Double.NaN).hasSize(2);
      }
    }
  }

  @Test
  void theFirstComponentIsTheOneOfMostVariance() {
    double[][] rows = {{3, 6, 0}, {-3, -6, 0}, {2, -1, 0}, {-2, 1, 0}};
    double[][] plane = Pca2d.plane(rows, 4);
    double deviation = Math.sqrt(2 * 45 / 4.0);
    // Seven digits: the tensor library's decomposition is of float32.
    assertThat(plane[0][0]).isCloseTo(Math.sqrt(45) / deviation, within(1e-6));
    assertThat(plane[0][1]).isCloseTo(0, within(1e-6));
    assertThat(plane[2][1]).isCloseTo(Math.sqrt(5) / deviation, within(1e-6));
  }

  @Test
  void equalRowsAreAtOnePlaceAndNotSpreadByTheirRounding() {
    double[][] rows = new double[7][];
    Arrays.fill(rows, VectorMath.direction(new float[] {0.1f, -0.7f, 0.3f}));
    assertThat(Pca2d.plane(rows, 4)).isDeepEqualTo(new double[7][2]);
  }

  @Test
  void onADirectionAloneTheSecondComponentIsZero() {
    double[][] oneNumber = Pca2d.plane(new double[][] {{1}, {-1}, {0}}, 4);
    double deviation = Math.sqrt(2 / 3.0);
    assertThat(oneNumber[0]).containsExactly(new double[] {1 / deviation, 0}, within(1e-6));
    assertThat(Pca2d.plane(new double[][] {{0.6, 0.8}}, 4)).isDeepEqualTo(new double[1][2]);
    assertThat(Pca2d.plane(new double[3][0], 4)).isDeepEqualTo(new double[3][2]);
  }

  /** Share of documents whose nearest on the map is of their group. */
  private static double besideTheirKind(double[][] places) {
    int beside = 0;
    for (int d = 0; d < places.length; d++) {
      int best = d == 0 ? 1 : 0;
      for (int other = 0; other < places.length; other++) {
        if (other != d && distance(places, d, other) < distance(places, d, best)) {
          best = other;
        }
      }
      beside += best % GROUPS == d % GROUPS ? 1 : 0;
    }
    return (double) beside / places.length;
  }

  private static double distance(double[][] places, int a, int b) {
    return Math.hypot(places[a][0] - places[b][0], places[a][1] - places[b][1]);
  }

  private static double[][] x() {
    Random random = new Random(6);
    double[][] x = new double[GROUPS * EACH][GROUPS];
    for (int d = 0; d < x.length; d++) {
      for (int k = 0; k < GROUPS; k++) {
        x[d][k] = 0.5 * random.nextGaussian() + (k == d % GROUPS ? 3 : 0);
      }
    }
    return x;
  }

  private static TopicModel grouped() {
    List<DocumentVector> documents = new ArrayList<>();
    double[][] x = x();
    for (int d = 0; d < x.length; d++) {
      float[] vector = new float[GROUPS];
      for (int k = 0; k < GROUPS; k++) {
        vector[k] = (float) x[d][k];
      }
      documents.add(SampleModel.document("d" + d, 10, vector));
    }
    return SampleModel.of(documents);
  }
}
