package topiclora.cli;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.plugins.internal.retrieve.SearchHit;

/**
 * A document that an answer or a plugin is made of.
 *
 * @param score of the retriever; none where a person named the document for a plugin
 */
record Chosen(String id, @Nullable String title, @Nullable Double score) {
  static Chosen of(SearchHit found) {
    return new Chosen(found.document().id(), found.document().title(), found.score());
  }

  static Chosen of(DocumentVector named) {
    return new Chosen(named.id(), named.title(), null);
  }

  /**
   * The documents of an option such as {@code ID,ID}, each once. An id may have a comma in it: what
   * is an id of the model as a whole is not cut.
   *
   * @throws IllegalArgumentException where the model has no such document
   */
  static List<DocumentVector> named(TopicModel model, List<String> values) {
    return values.stream()
        .flatMap(
            value ->
                model.document(value).isPresent()
                    ? Stream.of(value)
                    : Stream.of(value.split(",", -1)))
        .distinct()
        .map(model::require)
        .toList();
  }
}
