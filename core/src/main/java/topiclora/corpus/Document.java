package topiclora.corpus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One text of a corpus.
 *
 * @param id unique within its corpus; untrusted, never part of a path
 * @param title for a person to recognise it by, where the source has one
 * @param label a class assigned by someone, used for measuring only and never by a fit
 * @param metadata every other field of the source, as text, in its order
 */
public record Document(
    String id,
    @Nullable String title,
    String text,
    @Nullable String label,
    Map<String, String> metadata) {
  public Document {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata)); // copyOf shuffles
  }

  /** A document that is its text and nothing else. */
  public static Document of(String id, String text) {
    return new Document(id, null, text, null, Map.of());
  }

  /** The title, or the id where there is none. */
  public String name() {
    return title == null ? id : title;
  }
}
