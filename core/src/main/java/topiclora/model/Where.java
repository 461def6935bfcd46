package topiclora.model;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Documents by their fields: those that have, in each field that is named, one of its values.
 *
 * <p>Fields are those of the corpus; {@code label} and {@code title} are two of them. Values are
 * compared as they are.
 *
 * <pre>{@code
 * Set<String> ids = Where.of(List.of("year=2024", "year=2025", "label=sport")).ids(model);
 * List<Found> found = texts.among(ids).find("Who won the race?", 3);
 * }</pre>
 *
 * @param values that are wanted, by field; without fields every document is meant
 */
public record Where(SequencedMap<String, Set<String>> values) {
  private static final int NAMED = 8;

  public Where {
    values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
  }

  /**
   * Conditions such as {@code label=sport}; several on one field are alternatives.
   *
   * @throws IllegalArgumentException where one has no equals sign
   */
  public static Where of(List<String> conditions) {
    SequencedMap<String, Set<String>> values = new LinkedHashMap<>();
    for (String condition : conditions) {
      int equals = condition.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(
            "'" + condition + "' is no condition; wanted FIELD=VALUE, such as label=sport");
      }
      values
          .computeIfAbsent(condition.substring(0, equals), field -> new LinkedHashSet<>())
          .add(condition.substring(equals + 1));
    }
    return new Where(values);
  }

  /** Whether it leaves every document in. */
  public boolean isOpen() {
    return values.isEmpty();
  }

  /**
   * The ids of the documents that are meant, in the model's order; never none.
   *
   * @throws IllegalArgumentException where no document has a field, or one of the wanted values in
   *     it, or all that are wanted at once
   */
  public Set<String> ids(TopicModel model) {
    values.forEach((field, wanted) -> requireFound(model.documents(), field, wanted));
    Set<String> ids =
        model.documents().stream()
            .filter(this::means)
            .map(DocumentVector::id)
            .collect(toCollection(LinkedHashSet::new));
    if (ids.isEmpty()) {
      throw new IllegalArgumentException("no document has all of " + this);
    }
    return ids;
  }

  private boolean means(DocumentVector document) {
    return values.entrySet().stream()
        .allMatch(
            condition -> {
              String value = value(document, condition.getKey());
              return value != null && condition.getValue().contains(value);
            });
  }

  private static void requireFound(
      List<DocumentVector> documents, String field, Set<String> wanted) {
    Set<String> there =
        documents.stream()
            .map(document -> value(document, field))
            .filter(Objects::nonNull)
            .collect(toCollection(TreeSet::new));
    if (there.isEmpty()) {
      throw new IllegalArgumentException(
          "no document has a field '%s'; there are %s".formatted(field, fields(documents)));
    }
    for (String value : wanted) {
      if (!there.contains(value)) {
        throw new IllegalArgumentException(
            "no document has '%s' as its %s; there are %s".formatted(value, field, some(there)));
      }
    }
  }

  private static String fields(List<DocumentVector> documents) {
    Set<String> fields = new TreeSet<>();
    for (DocumentVector document : documents) {
      fields.addAll(document.metadata().keySet());
      for (String own : List.of("label", "title")) {
        if (value(document, own) != null) {
          fields.add(own);
        }
      }
    }
    return fields.isEmpty() ? "none" : String.join(", ", fields);
  }

  private static String some(Set<String> values) {
    String first = values.stream().limit(NAMED).collect(joining(", "));
    return values.size() > NAMED ? first + ", ... (" + values.size() + ")" : first;
  }

  /** A field of the corpus goes before one of ours with the same name. */
  private static @Nullable String value(DocumentVector document, String field) {
    String value = document.metadata().get(field);
    if (value != null) {
      return value;
    }
    return switch (field) {
      case "label" -> document.label();
      case "title" -> document.title();
      default -> null;
    };
  }

  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(condition -> condition.getKey() + "=" + String.join(" or ", condition.getValue()))
        .collect(joining(", "));
  }
}
