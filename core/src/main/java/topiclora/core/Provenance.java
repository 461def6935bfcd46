package topiclora.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a model comes from: with its options, enough to make it again, bit for bit on a machine of
 * the same kind.
 *
 * @param version of TopicLoRA
 * @param created ISO-8601, UTC
 * @param base name of the base model
 * @param baseSha256 of its weights' files
 * @param corpusSha256 of the documents as they were read
 * @param documents that were fitted
 * @param processor vector instructions, element type and threads that it was computed with
 * @param seconds that the fit took
 * @param changes of its documents since, oldest first
 */
public record Provenance(
    String version,
    String created,
    String base,
    String baseSha256,
    String corpusSha256,
    int documents,
    String processor,
    double seconds,
    List<Change> changes) {
  /** The version of this library. */
  public static final String VERSION = "0.1.0";

  /**
   * Documents that were folded in or removed after the fit; both where documents were replaced.
   *
   * @param created ISO-8601, UTC
   * @param added documents that were folded in
   * @param removed documents that were removed
   * @param corpusSha256 of the documents as they were read; null where none were
   * @param seconds that it took
   */
  public record Change(
      String created, int added, int removed, @Nullable String corpusSha256, double seconds) {}

  public Provenance {
    changes = List.copyOf(changes);
  }

  /** Of a fit whose documents have not changed. */
  public Provenance(
      String version,
      String created,
      String base,
      String baseSha256,
      String corpusSha256,
      int documents,
      String processor,
      double seconds) {
    this(
        version, created, base, baseSha256, corpusSha256, documents, processor, seconds, List.of());
  }

  /** Of the same model after one more change. */
  public Provenance with(Change change) {
    List<Change> all = new ArrayList<>(changes);
    all.add(change);
    return new Provenance(
        version, created, base, baseSha256, corpusSha256, documents, processor, seconds, all);
  }
}
