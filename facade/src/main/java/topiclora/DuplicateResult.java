package topiclora;

import org.jspecify.annotations.Nullable;

/**
 * Two documents that have much of their wording in common.
 *
 * @param overlap share of their runs of four words that both have, 0 to 1
 * @param cosine of their vectors, -1 to 1
 */
public record DuplicateResult(
    DocumentName first, DocumentName second, double overlap, double cosine) {

  /** A document, for a program to find and a person to recognise. */
  public record DocumentName(String id, @Nullable String title) {}
}
