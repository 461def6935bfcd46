package topiclora.core.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.logging.LogManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import topiclora.core.ClusterOptions;
import topiclora.core.ClusterOptions.Method;
import topiclora.core.internal.cluster.Cluster.DominantTopic;
import topiclora.core.internal.cluster.Clustering.Member;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.SampleModel;
import topiclora.core.internal.model.TopicModel;

final class ClusteringTest {
  /** Documents of each planted group: 30, 20 and 10, along the first three axes of six. */
  private static final int[] PLANTED = {30, 20, 10};

  @BeforeAll
  static void silence() {
    LogManager.getLogManager().reset();
  }

  @ParameterizedTest
  @EnumSource
  void findsPlantedGroupsTheLargestFirst(Method method) {
    Clustering found = Clustering.of(planted(), new ClusterOptions(method, 0, 0, 1));
    assertThat(found.clusters()).extracting(Cluster::size).containsExactly(30, 20, 10);
    for (int c = 0; c < PLANTED.length; c++) {
      Cluster cluster = found.clusters().get(c);
      assertThat(cluster.documents()).allMatch(d -> group(d) == cluster.number());
      assertThat(cluster.dominantTopics().getFirst())
          .matches(component -> component.component() == cluster.number())
          .matches(component -> component.mean() > 2);
      assertThat(cluster.dominantTopics())
          .extracting(DominantTopic::component)
          .as("components that stick out")
          .doesNotContain((c + 1) % PLANTED.length);
    }
    assertThat(found.silhouette()).isGreaterThan(0.7);
    assertThat(found.members())
        .extracting(Member::share)
        .allMatch(share -> share >= 0 && share <= 1);
  }

  @ParameterizedTest
  @EnumSource
  void isTheSameEachTime(Method method) {
    var options = new ClusterOptions(method, 0, 0, 7);
    assertThat(Clustering.of(planted(), options).members())
        .usingRecursiveComparison()
        .isEqualTo(Clustering.of(planted(), options).members());
  }

  @Test
  void documentsInTheirClusterComeTheNearestToItsCentreFirst() {
    Clustering found = Clustering.of(planted(), ClusterOptions.defaults());
    List<DocumentVector> documents = found.clusters().getFirst().documents();
    double[] first = along(documents.getFirst());
    double[] last = along(documents.getLast());
    assertThat(first[0]).isGreaterThan(last[0]);
  }

  /** How much of a vector's direction is along the first axis. */
  private static double[] along(DocumentVector document) {
    return new double[] {document.vector()[0] / document.norm()};
  }

  @Test
  void asManyClustersAsAreAskedFor() {
    var five = new ClusterOptions(Method.KMEANS, 5, 0, 1);
    assertThat(Clustering.of(planted(), five).clusters()).hasSize(5);
    var one = new ClusterOptions(Method.KMEANS, 1, 0, 1);
    Clustering single = Clustering.of(planted(), one);
    assertThat(single.clusters()).hasSize(1);
    assertThat(single.silhouette()).isNaN();
    assertThat(single.members()).allMatch(member -> member.share() == 1);
  }

  @Test
  void whatDensityCallsNoiseIsInTheNearestClusterAndBelongsLess() {
    List<DocumentVector> documents = new ArrayList<>(planted().documents());
    // Turned away from all three groups, from the third the least.
    documents.add(SampleModel.document("astray", 10, -3, -3, -1, 0, 0, 0));
    Clustering found =
        Clustering.of(SampleModel.of(documents), new ClusterOptions(Method.HDBSCAN, 0, 0, 1));
    Member astray = found.members().getLast();
    assertThat(astray.noise()).isTrue();
    assertThat(astray.cluster()).isEqualTo(2);
    assertThat(found.clusters().get(2).noisePoints()).isPositive();
    double typical =
        found.members().stream()
            .filter(m -> !m.noise())
            .mapToDouble(Member::share)
            .average()
            .orElse(0);
    assertThat(astray.share()).isLessThan(typical - 0.2);
  }

  @Test
  void whereNothingIsDenseAllAreOneGroupOfNoise() {
    List<DocumentVector> few = planted().documents().subList(0, 4);
    Clustering found =
        Clustering.of(SampleModel.of(few), new ClusterOptions(Method.HDBSCAN, 0, 0, 1));
    assertThat(found.clusters()).hasSize(1);
    assertThat(found.members()).allMatch(member -> member.noise() && member.share() == 0);
  }

  @Test
  void fewDocumentsAndEmptyVectorsAreNoFault() {
    DocumentVector empty = SampleModel.document("empty", 10, 0, 0);
    DocumentVector other = SampleModel.document("other", 10, 1, 0);
    for (List<DocumentVector> few : List.of(List.of(empty), List.of(empty, other))) {
      Clustering found = Clustering.of(SampleModel.of(few), ClusterOptions.defaults());
      assertThat(found.members()).hasSameSizeAs(few);
      assertThat(found.clusters().stream().mapToInt(Cluster::size).sum()).isEqualTo(few.size());
    }
  }

  @Test
  void whatCannotBeGroupedSoIsAMistake() {
    List<DocumentVector> alike =
        List.of(planted().documents().getFirst(), planted().documents().getFirst());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Clustering.of(SampleModel.of(alike), new ClusterOptions(Method.KMEANS, 2, 0, 1)))
        .withMessage("2 clusters of 1 different vectors; fewer are possible");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClusterOptions(Method.HDBSCAN, 3, 0, 1))
        .withMessageContaining("finds the number of clusters itself");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClusterOptions(Method.KMEANS, -1, 0, 1))
        .withMessageContaining("clusters is -1");
  }

  @Test
  void theSilhouetteIsThatOfItsDefinition() {
    double[][] rows = {{1, 0}, {0.8, 0.6}, {0, 1}};
    // a = 0.2 for the first two; b = 1 and 0.4; the third is alone and counts as 0.
    assertThat(new Silhouette(rows).of(new int[] {0, 0, 1}, 2))
        .isCloseTo((0.8 + 0.5 + 0) / 3, within(1e-6));
  }

  private static int group(DocumentVector document) {
    return Integer.parseInt(document.id().substring(0, 1));
  }

  private static TopicModel planted() {
    Random random = new Random(4);
    List<DocumentVector> documents = new ArrayList<>();
    for (int i = 0; i < Arrays.stream(PLANTED).sum(); i++) {
      // Mixed up, so that the order of documents tells nothing.
      int group = i % 6 < 3 ? 0 : i % 6 < 5 ? 1 : 2;
      float[] x = new float[6];
      for (int k = 0; k < x.length; k++) {
        x[k] = (float) (0.4 * random.nextGaussian()) + (k == group ? 4 : 0);
      }
      documents.add(SampleModel.document(group + "-" + i, 10, x));
    }
    return SampleModel.of(documents);
  }
}
