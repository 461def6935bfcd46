package topiclora.model;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A line of {@code documents.jsonl}: a document without its vector. */
record Row(
    String id,
    @Nullable String title,
    @Nullable String label,
    Map<String, String> metadata,
    int windows,
    long heldOutTokens,
    double ownNats,
    double zeroNats,
    double otherNats) {
  Row {
    Objects.requireNonNull(id, "no id");
    Objects.requireNonNull(metadata, "no metadata");
  }

  static Row of(DocumentVector d) {
    return new Row(
        d.id(),
        d.title(),
        d.label(),
        d.metadata(),
        d.windows(),
        d.heldOutTokens(),
        d.ownNats(),
        d.zeroNats(),
        d.otherNats());
  }

  DocumentVector with(float[] x) {
    return new DocumentVector(
        id, title, label, metadata, x, windows, heldOutTokens, ownNats, zeroNats, otherNats);
  }
}
