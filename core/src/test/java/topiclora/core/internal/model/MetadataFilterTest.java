package topiclora.core.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MetadataFilterTest {
  private final TopicModel model =
      SampleModel.of(
          List.of(
              document("a", "Ferry", "sport", Map.of("year", "2024", "author", "x=y")),
              document("b", null, "sport", Map.of("year", "2025")),
              document("c", null, "weather", Map.of("year", "2025")),
              document("d", null, null, Map.of())));

  private static DocumentVector document(
      String id, @Nullable String title, @Nullable String label, Map<String, String> fields) {
    return new DocumentVector(id, title, label, fields, new float[] {1, 2}, 1, 1, 1, 1, 1);
  }

  private List<String> ids(String... conditions) {
    return List.copyOf(MetadataFilter.of(List.of(conditions)).ids(model));
  }

  @Test
  void documentsWithTheValueAreMeant() {
    assertThat(ids("year=2025")).containsExactly("b", "c");
    assertThat(ids("label=sport")).containsExactly("a", "b");
    assertThat(ids("title=Ferry")).containsExactly("a");
    assertThat(ids("author=x=y")).as("the first equals sign counts").containsExactly("a");
  }

  @Test
  void fieldsMustAllFitAndValuesOfOneAreAlternatives() {
    assertThat(ids("label=sport", "year=2025")).containsExactly("b");
    assertThat(ids("year=2024", "year=2025")).containsExactly("a", "b", "c");
    assertThat(ids("year=2024", "label=weather", "year=2025")).containsExactly("c");
  }

  @Test
  void withoutConditionsEveryDocumentIsMeant() {
    assertThat(ids()).containsExactly("a", "b", "c", "d");
  }

  @Test
  void mistakesNameWhatThereIs() {
    assertMistake("no document has a field 'yaer'; there are author, label, title, year", "yaer=1");
    assertMistake("no document has '1999' as its year; there are 2024, 2025", "year=1999");
    assertMistake("no document has all of year=2024, label=weather", "year=2024", "label=weather");
    assertMistake("'sport' is no condition; wanted FIELD=VALUE, such as label=sport", "sport");
  }

  private void assertMistake(String message, String... conditions) {
    assertThatThrownBy(() -> ids(conditions))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
