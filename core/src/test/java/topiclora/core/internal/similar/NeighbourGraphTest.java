package topiclora.core.internal.similar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.SampleModel;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.similar.Neighbours.Neighbour;

final class NeighbourGraphTest {
  @Test
  void saysOfEachWhatNeighboursSayOfOne() {
    Random random = new Random(3);
    List<DocumentVector> documents = new ArrayList<>();
    for (int d = 0; d < 40; d++) {
      float[] x = {
        (float) random.nextGaussian(), (float) random.nextGaussian(), random.nextFloat()
      };
      documents.add(SampleModel.document("d" + d, 5, x));
    }
    TopicModel model = SampleModel.of(documents);
    NeighbourGraph graph = NeighbourGraph.of(model, 7);
    for (int d = 0; d < 40; d++) {
      List<Neighbour> expected = Neighbours.of(model).nearest("d" + d, 7);
      for (int n = 0; n < 7; n++) {
        assertThat("d" + graph.nearest()[d][n]).isEqualTo(expected.get(n).document().id());
        assertThat(graph.cosines()[d][n]).isEqualTo(expected.get(n).cosine());
      }
    }
  }

  @Test
  void aFewDocumentsHaveAllOthersAndOneHasNone() {
    DocumentVector a = SampleModel.document("a", 5, 1, 0);
    DocumentVector empty = SampleModel.document("empty", 5, 0, 0);
    NeighbourGraph two = NeighbourGraph.of(SampleModel.of(List.of(a, empty)), 7);
    assertThat(two.nearest()).isDeepEqualTo(new int[][] {{1}, {0}});
    assertThat(two.cosines()).isDeepEqualTo(new double[][] {{0}, {0}});
    assertThat(NeighbourGraph.of(SampleModel.of(List.of(a)), 7).nearest()[0]).isEmpty();
  }
}
