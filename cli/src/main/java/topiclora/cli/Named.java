package topiclora.cli;

import org.jspecify.annotations.Nullable;
import topiclora.core.internal.model.DocumentVector;

/** A document in JSON, for a program to find and a person to recognise. */
record Named(String id, @Nullable String title) {
  static Named of(DocumentVector document) {
    return new Named(document.id(), document.title());
  }

  /** The title of a document that has one, else nothing: its id is shown beside it. */
  static String title(DocumentVector document) {
    return document.title() == null ? "" : document.title();
  }
}
