package topiclora.study.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import topiclora.core.internal.cluster.KMeans;
import topiclora.lm.internal.math.VectorMath;
import topiclora.study.baselines.LibraryLogs;
import topiclora.study.baselines.MetricsGolden;

/** Core's k-means against the values that metrics are checked by. */
final class KMeansTest {
  @BeforeAll
  static void silence() {
    LibraryLogs.silence();
  }

  @ParameterizedTest
  @MethodSource("topiclora.study.metrics.EmbeddingMetricsTest#measured")
  void clustersAreAsTightAsThoseOfScikitLearn(JsonNode golden) throws IOException {
    double[][] directions = VectorMath.directions(MetricsGolden.rows(golden.get("vectors")));
    int labels = (int) MetricsGolden.texts(golden.get("labels")).stream().distinct().count();
    var found = new KMeans(directions).fit(labels, 50, 1);
    // The golden value is the best of 200 starts.
    assertThat(found.inertia()).isLessThan(golden.get("inertia").asDouble() * 1.005);
  }
}
