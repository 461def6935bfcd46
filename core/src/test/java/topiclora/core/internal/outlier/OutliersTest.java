package topiclora.core.internal.outlier;

import static org.assertj.core.api.Assertions.assertThat;
import static topiclora.core.internal.model.SampleModel.document;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.SampleModel;

final class OutliersTest {
  @Test
  void theDocumentWhoseVectorIsLongForItsLengthComesFirst() {
    List<DocumentVector> documents = new ArrayList<>();
    for (int windows = 1; windows <= 30; windows++) {
      documents.add(document("of " + windows, windows, 0, (float) Math.sqrt(1 + windows)));
    }
    documents.add(document("odd", 4, 3, 4)); // |x| is 5, of a long document that is nothing
    var outliers = Outliers.of(SampleModel.of(documents));
    assertThat(outliers).hasSize(31);
    assertThat(outliers.getFirst().document().id()).isEqualTo("odd");
    assertThat(outliers.getFirst().score()).isGreaterThan(3);
    assertThat(outliers.get(1).score()).isLessThan(1);
  }

  @Test
  void documentsThatAreAllAlikeAreNotUnusual() {
    var outliers =
        Outliers.of(SampleModel.of(List.of(document("a", 5, 1, 0), document("b", 5, 0, 1))));
    assertThat(outliers).allSatisfy(outlier -> assertThat(outlier.score()).isBetween(-1.0, 1.0));
  }

  @Test
  void aVectorOfZeroIsTheLeastUnusual() {
    var outliers =
        Outliers.of(
            SampleModel.of(
                List.of(
                    document("zero", 5, 0, 0), document("a", 5, 1, 0), document("b", 5, 2, 0))));
    assertThat(outliers.getLast().document().id()).isEqualTo("zero");
    assertThat(outliers).allSatisfy(outlier -> assertThat(outlier.score()).isFinite());
  }
}
