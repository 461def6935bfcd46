package topiclora.study.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import topiclora.corpus.Document;

final class LsaTest {
  @BeforeAll
  static void silence() {
    LibraryLogs.silence();
  }

  @Test
  void weightsAreThoseOfScikitLearn() throws IOException {
    JsonNode golden = MetricsGolden.of("tfidf");
    var rows = Lsa.rows(documents(golden));
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < rows.size(); j++) {
        assertThat(rows.get(i).dotProduct(rows.get(j)))
            .isCloseTo(golden.get("products").get(i).get(j).asDouble(), within(1e-7));
      }
    }
  }

  @Test
  void leadingDirectionsAreThoseOfScikitLearn() throws IOException {
    JsonNode golden = MetricsGolden.of("tfidf");
    float[][] vectors = new Lsa(golden.get("directions").asInt()).vectors(documents(golden));
    for (int i = 0; i < vectors.length; i++) {
      for (int j = 0; j < vectors.length; j++) {
        assertThat(dot(vectors[i], vectors[j]))
            .isCloseTo(golden.get("leading").get(i).get(j).asDouble(), within(1e-5));
      }
    }
  }

  @Test
  void aDocumentOfStopWordsIsZero() {
    float[][] vectors =
        new Lsa(2).vectors(texts(List.of("a blue boat", "the blue boat", "the and of")));
    assertThat(vectors[2]).containsOnly(new float[] {0, 0}, within(1e-6f));
  }

  private static List<Document> documents(JsonNode golden) {
    return texts(MetricsGolden.texts(golden.get("texts")));
  }

  private static List<Document> texts(List<String> texts) {
    return texts.stream().map(text -> Document.of(text, text)).toList();
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
