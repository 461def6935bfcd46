package topiclora.plugins.internal.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import topiclora.core.internal.model.VectorSum;
import topiclora.corpus.Document;
import topiclora.plugins.DocumentWeighting;
import topiclora.plugins.internal.retrieve.QueryCoverage;
import topiclora.plugins.internal.retrieve.SearchHit;

final class PluginSumTest {
  private static final List<SearchHit> FOUND =
      List.of(found("a", 8), found("b", 4), found("c", -1), found("unknown", 2));
  private static final Map<String, float[]> VECTORS =
      Map.of("a", new float[] {1, 0}, "b", new float[] {0, 1}, "c", new float[] {10, 10});

  private static final VectorSum NOTHING_IN_COMMON = new VectorSum(List.of(), 2);

  private static SearchHit found(String id, double score) {
    return told(id, score, score / 8, score == 8 ? 1 : 0);
  }

  private static SearchHit told(String id, double score, double known, double added) {
    return new SearchHit(Document.of(id, ""), score, new QueryCoverage(known, added));
  }

  @Test
  void eachRuleCountsDocumentsInItsOwnWay() {
    assertThat(weights(DocumentWeighting.ONES)).containsExactly(1, 1, 1, 1);
    assertThat(weights(DocumentWeighting.MEAN)).containsExactly(0.25, 0.25, 0.25, 0.25);
    assertThat(weights(DocumentWeighting.DECAY)).containsExactly(1, 0.5, 0.5, 0.5);
    double root = Math.sqrt(1 + 1 / 8.0 + 1 / 64.0);
    assertThat(weights(DocumentWeighting.SCORES))
        .containsExactly(1 / root, 1 / 8.0 / root, 0, 1 / 64.0 / root);
  }

  private static double[] weights(DocumentWeighting weighting) {
    return new PluginSum(weighting, 1).weights(FOUND);
  }

  @Test
  void theSumIsOfTheWeightedVectorsTimesTheScale() {
    float[] sum = new PluginSum(DocumentWeighting.DECAY, 2).of(FOUND, VECTORS, NOTHING_IN_COMMON);
    assertThat(sum).containsExactly(new float[] {2 + 10, 1 + 10}, within(1e-6f));
  }

  @Test
  void noDocumentsAreNoVector() {
    for (DocumentWeighting weighting : DocumentWeighting.values()) {
      assertThat(new PluginSum(weighting, 1).of(List.of(), VECTORS, NOTHING_IN_COMMON))
          .containsExactly(0, 0);
    }
  }

  @Test
  void oneDocumentCountsOneByEveryRule() {
    for (DocumentWeighting weighting : DocumentWeighting.values()) {
      float[] sum = new PluginSum(weighting, 1).of(FOUND.subList(0, 1), VECTORS, NOTHING_IN_COMMON);
      assertThat(sum).as("%s", weighting).containsExactly(1, 0);
    }
  }

  @Test
  void documentsThatKnowLittleOfTheQueryCountLittle() {
    var scores = new PluginSum(DocumentWeighting.SCORES, 1);
    assertThat(scores.weights(List.of(told("a", 8, 0.2, 0.2), told("b", 4, 0.1, 0.1))))
        .containsExactly(1 / Math.sqrt(9 / 8.0), 1 / 8.0 / Math.sqrt(9 / 8.0));
    assertThat(scores.weights(List.of(told("a", 8, 0.05, 0), told("b", 4, 0.1, 0.1))))
        .containsExactly(1 / 8.0, 1 / 64.0);
    assertThat(scores.weights(List.of(told("a", 8, 0, 0)))).containsExactly(0);
    var known = new PluginSum(DocumentWeighting.COVERAGE, 1);
    assertThat(known.weights(List.of(told("a", 1, 0.1, 0.1)))).containsExactly(0.5);
    assertThat(known.weights(List.of(told("a", 1, 0, 0)))).containsExactly(0);
    assertThat(new PluginSum(DocumentWeighting.DECAY, 1).weights(List.of(told("a", 8, 0, 0))))
        .as("a person's own choice")
        .containsExactly(1);
  }

  @Test
  void documentsThatAddToEachOtherCountTogether() {
    var rule = new PluginSum(DocumentWeighting.COVERAGE, 1);
    SearchHit sibling = told("c", 2, 0.4, 0.1);
    assertThat(rule.weights(List.of(told("a", 1, 0.5, 0.4), told("b", 8, 0.6, 0.6), sibling)))
        .containsExactly(1, 1, 1 / 8.0);
    assertThat(rule.weights(List.of(told("a", 1, 0.5, 0.5), told("its copy", 1, 0.5, 0))))
        .containsExactly(1, 0);
    List<SearchHit> withoutWords =
        List.of(new SearchHit(Document.of("a", ""), 0.9), new SearchHit(Document.of("b", ""), 0.8));
    assertThat(rule.weights(withoutWords)).containsExactly(1, 1);
  }

  @Test
  void scoresThatAreAllBelowZeroCountNothing() {
    var rule = new PluginSum(DocumentWeighting.SCORES, 1);
    assertThat(rule.of(List.of(told("a", -2, 0, 0)), VECTORS, NOTHING_IN_COMMON))
        .containsExactly(0, 0);
  }

  @Test
  void theScaleIsANumber() {
    assertThatThrownBy(() -> new PluginSum(DocumentWeighting.ONES, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scale is NaN");
  }
}
