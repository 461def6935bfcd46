package topiclora.bench.baselines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import topiclora.bench.setup.LabelledSubjects;

final class NmfTest {
  private static final Set<String> SEA = Set.of("boat", "storm", "harbour", "sailor", "ferry");
  private static final Set<String> KITCHEN = Set.of("oven", "butter", "dough", "flour", "sugar");

  @Test
  void eachSubjectIsATopic() {
    List<List<String>> topics = new Nmf(2, 1).topics(LabelledSubjects.documents(), 4);
    assertThat(topics).hasSize(2).allMatch(words -> words.size() == 4);
    assertThat(topics).anyMatch(words -> SEA.containsAll(words.subList(0, 3)));
    assertThat(topics).anyMatch(words -> KITCHEN.containsAll(words.subList(0, 3)));
  }

  @Test
  void theProductComesNearTheMatrix() {
    float[][] rows = {{1, 2, 0, 0}, {2, 4, 0, 0}, {0, 0, 3, 1}, {0, 0, 6, 2}};
    float[][] h = new Nmf(2, 3).factor(rows);
    for (float[] topic : h) {
      float[] main = topic[0] + topic[1] > topic[2] + topic[3] ? rows[0] : rows[2];
      assertThat(cosine(topic, main)).isGreaterThan(0.999);
    }
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(aa * bb);
  }
}
