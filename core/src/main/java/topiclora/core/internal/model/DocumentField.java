package topiclora.core.internal.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One field of some documents: their label, their title, or one of the metadata.
 *
 * @param name untrusted text, like the values
 * @param values one for each document, null where it has none or a blank one
 */
public record DocumentField(String name, List<@Nullable String> values) {
  private static final String LABEL = "label";
  private static final String TITLE = "title";

  public DocumentField {
    values = Collections.unmodifiableList(values);
  }

  /**
   * The field of this name.
   *
   * @throws IllegalArgumentException where no document has it; says which there are
   */
  public static DocumentField of(List<DocumentVector> documents, String name) {
    List<@Nullable String> values = new ArrayList<>();
    documents.forEach(document -> values.add(value(document, name)));
    if (values.stream().noneMatch(Objects::nonNull)) {
      Set<String> names = new TreeSet<>(names(documents));
      if (documents.stream().anyMatch(d -> value(d, TITLE) != null)) {
        names.add(TITLE);
      }
      throw new IllegalArgumentException(
          "no document has a field '%s'; there are %s"
              .formatted(name, names.isEmpty() ? "none" : String.join(", ", names)));
    }
    return new DocumentField(name, values);
  }

  /** All by which documents can be grouped, in the order of the corpus; the label is the last. */
  public static Set<String> names(List<DocumentVector> documents) {
    Set<String> names = new LinkedHashSet<>();
    for (DocumentVector document : documents) {
      for (String name : document.metadata().keySet()) {
        if (value(document, name) != null) {
          names.add(name);
        }
      }
    }
    if (documents.stream().anyMatch(d -> value(d, LABEL) != null)) {
      names.add(LABEL);
    }
    return names;
  }

  /** Whether it is the label, which no metadata is called: the corpus takes it out of them. */
  public boolean isLabel() {
    return name.equals(LABEL);
  }

  private static @Nullable String value(DocumentVector document, String name) {
    String value =
        switch (name) {
          case LABEL -> document.label();
          case TITLE -> document.title();
          default -> document.metadata().get(name);
        };
    return value == null || value.isBlank() ? null : value;
  }
}
