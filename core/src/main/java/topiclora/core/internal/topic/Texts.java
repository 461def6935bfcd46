package topiclora.core.internal.topic;

import java.util.Optional;

/** The texts of a model's documents, wherever they are kept. */
@FunctionalInterface
public interface Texts {
  /** For a model whose documents' texts are gone. */
  Texts NONE = id -> Optional.empty();

  /** The text of the document with this id, where there is one. */
  Optional<String> of(String id);
}
