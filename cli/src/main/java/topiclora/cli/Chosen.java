package topiclora.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import topiclora.model.DocumentVector;
import topiclora.model.TopicModel;
import topiclora.plugin.Found;

/**
 * A document that goes into a plugin.
 *
 * @param score of the retriever; none where a person named the document
 */
record Chosen(String id, @Nullable String title, @Nullable Double score) {
  static Chosen of(Found found) {
    return new Chosen(found.document().id(), found.document().title(), found.score());
  }

  /**
   * The documents of an option such as {@code ID,ID}; an id may have a comma in it.
   *
   * @throws IllegalArgumentException where the model has no such document
   */
  static List<Chosen> named(TopicModel model, List<String> values) {
    List<Chosen> chosen = new ArrayList<>();
    for (String value : values) {
      List<String> ids =
          model.document(value).isPresent() ? List.of(value) : List.of(value.split(",", -1));
      for (String id : ids) {
        DocumentVector document = model.require(id);
        chosen.add(new Chosen(id, document.title(), null));
      }
    }
    return chosen.stream().distinct().toList();
  }
}
