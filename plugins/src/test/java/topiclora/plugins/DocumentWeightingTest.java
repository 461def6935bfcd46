package topiclora.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DocumentWeightingTest {
  @Test
  void theDefaultDependsOnWhereDocumentsComeFrom() {
    assertThat(DocumentWeighting.forRetrieved(RetrieverKind.BM25))
        .isEqualTo(DocumentWeighting.SCORES);
    assertThat(DocumentWeighting.forRetrieved(RetrieverKind.VECTOR))
        .isEqualTo(DocumentWeighting.DECAY);
    assertThat(DocumentWeighting.forRetrieved(RetrieverKind.HYBRID))
        .isEqualTo(DocumentWeighting.DECAY);
    assertThat(DocumentWeighting.forNamed()).isEqualTo(DocumentWeighting.DECAY);
    assertThat(DocumentWeighting.forGold(true)).isEqualTo(DocumentWeighting.COVERAGE);
    assertThat(DocumentWeighting.forGold(false))
        .as("without texts nobody knows the words")
        .isEqualTo(DocumentWeighting.DECAY);
  }
}
