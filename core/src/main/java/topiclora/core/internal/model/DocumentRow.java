package topiclora.core.internal.model;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A line of {@code documents.jsonl}: a document without its vector. */
record DocumentRow(
    String id,
    @Nullable String title,
    @Nullable String label,
    Map<String, String> metadata,
    int windows,
    long heldOutTokens,
    double ownNll,
    double sharedNll,
    double shuffledNll) {
  DocumentRow {
    Objects.requireNonNull(id, "no id");
    Objects.requireNonNull(metadata, "no metadata");
  }

  static DocumentRow of(DocumentVector d) {
    return new DocumentRow(
        d.id(),
        d.title(),
        d.label(),
        d.metadata(),
        d.windows(),
        d.heldOutTokens(),
        d.ownNll(),
        d.sharedNll(),
        d.shuffledNll());
  }

  DocumentVector with(float[] x) {
    return new DocumentVector(
        id, title, label, metadata, x, windows, heldOutTokens, ownNll, sharedNll, shuffledNll);
  }
}
