package topiclora.core.internal.readers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import topiclora.core.internal.text.Characters;
import topiclora.corpus.Document;
import topiclora.corpus.SourcePosition;

/** The named fields of one line or row, as text. */
final class Fields {
  private Fields() {}

  static Document document(SourcePosition position, Map<String, String> fields) {
    Map<String, String> rest = new LinkedHashMap<>(fields);
    String text = rest.remove("text");
    if (text == null) {
      throw position.error(
          "no \"text\"; the fields are " + Characters.quote(String.join(", ", fields.keySet())));
    }
    String id = filled(rest.remove("id"));
    String title = filled(rest.remove("title"));
    String label = filled(rest.remove("label"));
    return new Document(id == null ? Long.toString(position.line()) : id, title, text, label, rest);
  }

  private static @Nullable String filled(@Nullable String value) {
    return value == null || value.isBlank() ? null : value;
  }
}
