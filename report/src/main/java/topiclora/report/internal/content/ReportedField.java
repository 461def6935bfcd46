package topiclora.report.internal.content;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import topiclora.core.internal.model.DocumentField;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.topic.Dates;
import topiclora.core.internal.topic.Responsibilities;
import topiclora.core.internal.topic.TopicBreakdown;

/**
 * The field that topics are set against.
 *
 * @param dates its values, where they are
 */
record ReportedField(DocumentField field, Optional<Dates> dates) {
  /** Words that tell a field of years from other numbers. */
  private static final List<String> TIMES = List.of("date", "time", "year", "publish", "created");

  /**
   * The one called {@code wanted}, or where that is null the first of the metadata that holds
   * dates.
   *
   * @throws IllegalArgumentException where no document has the wanted one
   */
  static Optional<ReportedField> of(List<DocumentVector> documents, @Nullable String wanted) {
    if (wanted != null) {
      return Optional.of(of(DocumentField.of(documents, wanted)));
    }
    return DocumentField.names(documents).stream()
        .map(name -> of(DocumentField.of(documents, name)))
        .filter(field -> !field.field.isLabel() && field.isOfTime())
        .findFirst();
  }

  private static ReportedField of(DocumentField field) {
    return new ReportedField(field, Dates.of(field.values()));
  }

  /** Whether nobody has to say that it is one. */
  private boolean isOfTime() {
    String lower = field.name().toLowerCase(Locale.ROOT);
    boolean years =
        field.values().stream()
            .filter(Objects::nonNull)
            .allMatch(value -> value.strip().length() == 4);
    return dates.isPresent() && (!years || TIMES.stream().anyMatch(lower::contains));
  }

  @Nullable String value(int document) {
    return field.values().get(document);
  }

  Optional<TopicBreakdown> breakdown(Responsibilities responsibilities) {
    if (field.isLabel()) { // labels have one of their own
      return Optional.empty();
    }
    return Optional.of(TopicBreakdown.of(field, responsibilities));
  }
}
