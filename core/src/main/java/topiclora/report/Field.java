package topiclora.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import topiclora.model.DocumentVector;

/**
 * The field of the metadata that topics are set against.
 *
 * @param name empty where there is none
 * @param values one for each document, null where it has none
 */
record Field(String name, List<@Nullable String> values, Optional<Dates> dates) {
  /** Words that tell a field of bare years from other numbers. */
  private static final List<String> TIMES = List.of("date", "time", "year", "publish", "created");

  /**
   * The one called {@code wanted}, or where that is null the first that holds dates.
   *
   * @throws IllegalArgumentException where no document has the wanted one
   */
  static Field of(List<DocumentVector> documents, @Nullable String wanted) {
    Set<String> known = new LinkedHashSet<>();
    documents.forEach(document -> known.addAll(document.metadata().keySet()));
    if (wanted != null) {
      if (!known.contains(wanted) && !wanted.equals("label")) {
        throw new IllegalArgumentException(
            "no document has a field '%s'; there is %s"
                .formatted(wanted, known.isEmpty() ? "no field" : String.join(", ", known)));
      }
      return named(documents, wanted);
    }
    for (String name : known) {
      Field field = named(documents, name);
      if (field.isOfTime()) {
        return field;
      }
    }
    return new Field("", named(documents, "").values(), Optional.empty());
  }

  private static Field named(List<DocumentVector> documents, String name) {
    List<@Nullable String> values = new ArrayList<>();
    for (DocumentVector document : documents) {
      String value = name.equals("label") ? document.label() : document.metadata().get(name);
      values.add(value == null || value.isBlank() ? null : value);
    }
    return new Field(name, values, Dates.of(values));
  }

  /** Whether nobody has to say that it is one. */
  private boolean isOfTime() {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean years =
        values.stream().filter(Objects::nonNull).allMatch(value -> value.strip().length() == 4);
    return dates.isPresent() && (!years || TIMES.stream().anyMatch(lower::contains));
  }

  Optional<Breakdown> breakdown(Responsibilities responsibilities) {
    if (name.isEmpty() || name.equals("label")) { // labels have one of their own
      return Optional.empty();
    }
    return Optional.of(
        dates
            .map(times -> Breakdown.byTime(name, times, responsibilities))
            .orElseGet(() -> Breakdown.byClass(name, values, responsibilities)));
  }
}
