package topiclora.study.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import topiclora.study.baselines.LibraryLogs;
import topiclora.study.baselines.MetricsGolden;

final class EmbeddingMetricsTest {
  @BeforeAll
  static void silence() {
    LibraryLogs.silence();
  }

  static List<JsonNode> measured() throws IOException {
    return MetricsGolden.elements(MetricsGolden.of("geometry").get("geometry"));
  }

  static List<JsonNode> information() throws IOException {
    return MetricsGolden.elements(MetricsGolden.of("geometry").get("information"));
  }

  @ParameterizedTest
  @MethodSource("measured")
  void agreesWithScikitLearn(JsonNode golden) {
    var geometry =
        EmbeddingMetrics.of(
            MetricsGolden.rows(golden.get("vectors")),
            MetricsGolden.texts(golden.get("labels")),
            1);
    assertThat(geometry.knn()).isCloseTo(golden.get("knn").asDouble(), within(1e-9));
    // Starts differ; where clusters overlap, not all of them end in the tightest clustering.
    assertThat(geometry.nmi()).isCloseTo(golden.get("nmi").asDouble(), within(0.02));
  }

  @ParameterizedTest
  @MethodSource("information")
  void normalisedInformationIsThatOfScikitLearn(JsonNode golden) {
    double nmi =
        EmbeddingMetrics.nmi(
            MetricsGolden.texts(golden.get("a")), MetricsGolden.texts(golden.get("b")));
    assertThat(nmi).isCloseTo(golden.get("nmi").asDouble(), within(1e-9));
  }

  @Test
  void ofEquallyFrequentLabelsTheFirstByNameIsVoted() {
    float[][] fan = {{1, 0}, {1, .1f}, {1, .2f}, {1, .3f}, {1, .4f}, {1, -9}};
    // The first document sees b b a a c: a tie, and a goes before b.
    assertThat(EmbeddingMetrics.of(fan, List.of("a", "b", "b", "a", "a", "c"), 1).knn())
        .isGreaterThan(EmbeddingMetrics.of(fan, List.of("b", "b", "b", "a", "a", "c"), 1).knn());
  }

  @Test
  void aVectorOfZerosIsMeasuredLikeAnyOther() {
    float[][] vectors = {{1, 0}, {1, .1f}, {1, .2f}, {0, 1}, {.1f, 1}, {.2f, 1}, {0, 0}};
    var geometry = EmbeddingMetrics.of(vectors, List.of("a", "a", "a", "b", "b", "b", "b"), 1);
    assertThat(geometry.nmi()).isBetween(0.5, 1.0);
  }

  @Test
  void theSameSeedMeasuresTheSame() throws IOException {
    JsonNode mixed = measured().get(2);
    float[][] vectors = MetricsGolden.rows(mixed.get("vectors"));
    List<String> labels = MetricsGolden.texts(mixed.get("labels"));
    assertThat(EmbeddingMetrics.of(vectors, labels, 7))
        .isEqualTo(EmbeddingMetrics.of(vectors, labels, 7));
  }

  @Test
  void fewerLabelsThanVectorsAreTheCallersMistake() {
    assertThatThrownBy(() -> EmbeddingMetrics.of(new float[9][2], List.of("a", "b"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9 vectors and 2 labels");
  }
}
