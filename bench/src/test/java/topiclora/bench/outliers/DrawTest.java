package topiclora.bench.outliers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import topiclora.corpus.Document;
import topiclora.lm.TopicLoraException.BadCorpus;

final class DrawTest {
  private final List<Document> inliers = documents(40);
  private final List<Document> others = documents(9);

  private static List<Document> documents(int count) {
    return IntStream.range(0, count).mapToObj(i -> Document.of("" + i, "text")).toList();
  }

  @Test
  void outliersAreInjectedAndKnown() {
    Draw draw = Draw.of(inliers, 20, others, 3, 1);
    assertThat(draw.documents()).hasSize(23).doesNotHaveDuplicates();
    assertThat(draw.outlierIds()).hasSize(3).allMatch(id -> id.startsWith("stranger "));
    boolean[] is = draw.isOutlier();
    long found = IntStream.range(0, is.length).filter(d -> is[d]).count();
    assertThat(found).isEqualTo(3);
    assertThat(IntStream.range(0, 20).allMatch(d -> !is[d])).isFalse();
  }

  @Test
  void aDrawIsTheSameForItsSeedAndAnotherForTheNext() {
    assertThat(Draw.of(inliers, 20, others, 3, 1)).isEqualTo(Draw.of(inliers, 20, others, 3, 1));
    assertThat(Draw.of(inliers, 20, others, 3, 1)).isNotEqualTo(Draw.of(inliers, 20, others, 3, 2));
  }

  @Test
  void tooFewToDrawFromIsSaid() {
    assertThatThrownBy(() -> Draw.of(inliers, 20, others, 10, 1))
        .isInstanceOf(BadCorpus.class)
        .hasMessageContaining("9 documents to draw 10 outliers from");
  }
}
