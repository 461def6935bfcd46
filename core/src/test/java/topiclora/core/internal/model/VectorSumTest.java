package topiclora.core.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class VectorSumTest {
  private static final int NUMBERS = 200;

  @Test
  void oneDocumentIsItsOwnVectorAndNoneIsNothing() {
    List<DocumentVector> documents = documents(20, 3);
    float[] x = documents.getFirst().vector();
    var sums = new VectorSum(documents, NUMBERS);
    assertThat(sums.of(List.of(x), new double[] {1}, 1)).containsExactly(x);
    assertThat(sums.of(List.of(), new double[0], 1)).containsOnly(0);
  }

  @Test
  void whatAllHaveInCommonCountsOnce() {
    List<DocumentVector> documents = documents(400, 3);
    List<float[]> some = documents.stream().limit(50).map(DocumentVector::vector).toList();
    double[] ones = new double[some.size()];
    Arrays.fill(ones, 1);
    float[] sum = new VectorSum(documents, NUMBERS).of(some, ones, 1);
    assertThat(mean(sum)).isCloseTo(3, within(2.0)); // 150 if it were added fifty times
  }

  @Test
  void withoutAnythingInCommonVectorsAreJustAdded() {
    for (int count : new int[] {2, 20}) {
      List<DocumentVector> documents = documents(count, 0);
      float[] a = documents.get(0).vector();
      float[] b = documents.get(1).vector();
      float[] sum = new VectorSum(documents, NUMBERS).of(List.of(a, b), new double[] {1, 0.5}, 1);
      double error = 0;
      double length = 0;
      for (int n = 0; n < NUMBERS; n++) {
        double added = a[n] + 0.5 * b[n];
        error += Math.pow(sum[n] - added, 2);
        length += added * added;
      }
      assertThat(error / length).isLessThan(0.02);
    }
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Normal numbers around one that is common to all. */
  private static List<DocumentVector> documents(int count, double common) {
    Random random = new Random(7);
    List<DocumentVector> documents = new ArrayList<>();
    for (int d = 0; d < count; d++) {
      float[] x = new float[NUMBERS];
      for (int n = 0; n < NUMBERS; n++) {
        x[n] = (float) (common + random.nextGaussian());
      }
      documents.add(new DocumentVector("d" + d, "", null, Map.of(), x, 1, 0, 0, 0, 0));
    }
    return documents;
  }
}
