package topiclora.core.internal.model;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import java.util.BitSet;
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
 * Set<String> ids = MetadataFilter.of(List.of("year=2024", "year=2025", "label=sport")).ids(model);
 * }</pre>
 *
 * @param values that are wanted, by field; without fields every document is meant
 */
public record MetadataFilter(SequencedMap<String, Set<String>> values) {
  private static final int NAMED = 8;

  public MetadataFilter {
    values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
  }

  /**
   * Conditions such as {@code label=sport}; several on one field are alternatives.
   *
   * @throws IllegalArgumentException where one has no equals sign
   */
  public static MetadataFilter of(List<String> conditions) {
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
    return new MetadataFilter(values);
  }

  /**
   * The ids of the documents that are meant, in the model's order; never none.
   *
   * @throws IllegalArgumentException where no document has a field, or one of the wanted values in
   *     it, or all that are wanted at once
   */
  public Set<String> ids(TopicModel model) {
    List<DocumentVector> documents = model.documents();
    BitSet meant = new BitSet(documents.size());
    meant.set(0, documents.size());
    values.forEach((field, wanted) -> meant.and(having(documents, field, wanted)));
    if (meant.isEmpty()) {
      throw new IllegalArgumentException("no document has all of " + this);
    }
    return meant.stream()
        .mapToObj(d -> documents.get(d).id())
        .collect(toCollection(LinkedHashSet::new));
  }

  private static BitSet having(List<DocumentVector> documents, String name, Set<String> wanted) {
    List<@Nullable String> found = DocumentField.of(documents, name).values();
    for (String value : wanted) {
      if (!found.contains(value)) {
        Set<String> there =
            found.stream().filter(Objects::nonNull).collect(toCollection(TreeSet::new));
        throw new IllegalArgumentException(
            "no document has '%s' as its %s; there are %s".formatted(value, name, some(there)));
      }
    }
    BitSet having = new BitSet(documents.size());
    for (int d = 0; d < found.size(); d++) {
      having.set(d, wanted.contains(found.get(d)));
    }
    return having;
  }

  private static String some(Set<String> values) {
    String first = values.stream().limit(NAMED).collect(joining(", "));
    return values.size() > NAMED ? first + ", ... (" + values.size() + ")" : first;
  }

  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(condition -> condition.getKey() + "=" + String.join(" or ", condition.getValue()))
        .collect(joining(", "));
  }
}
