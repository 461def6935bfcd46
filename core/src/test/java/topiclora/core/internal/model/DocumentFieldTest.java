package topiclora.core.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DocumentFieldTest {
  private static final List<DocumentVector> DOCUMENTS =
      List.of(
          document(null, Map.of("page", "7")),
          document("sea", Map.of("page", " ", "author", "Ann")),
          document(" ", Map.of("empty", "")));

  private static DocumentVector document(@Nullable String label, Map<String, String> metadata) {
    return new DocumentVector("d", null, label, metadata, new float[] {1}, 1, 0, 0, 0, 0);
  }

  @Test
  void aBlankValueIsNone() {
    assertThat(DocumentField.of(DOCUMENTS, "page").values()).containsExactly("7", null, null);
    DocumentField label = DocumentField.of(DOCUMENTS, "label");
    assertThat(label.values()).containsExactly(null, "sea", null);
    assertThat(label.isLabel()).isTrue();
  }

  @Test
  void fieldsAreThoseThatSomebodyHasAndTheLabelIsTheLast() {
    assertThat(DocumentField.names(DOCUMENTS)).containsExactly("page", "author", "label");
  }

  @Test
  void aFieldThatNobodyHasIsAMistakeThatNamesThoseThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentField.of(DOCUMENTS, "empty"))
        .withMessage("no document has a field 'empty'; there are author, label, page");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentField.of(List.of(), "label"))
        .withMessage("no document has a field 'label'; there are none");
  }
}
