package topiclora.core;

import java.util.ArrayList;
import java.util.List;

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
 * @param additions what was folded in since, oldest first
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
    List<Addition> additions) {
  /** The version of this library. */
  public static final String VERSION = "0.1.0";

  /**
   * Documents that were folded into the model after its fit.
   *
   * @param created ISO-8601, UTC
   * @param corpusSha256 of the documents as they were read
   */
  public record Addition(String created, String corpusSha256, int documents, double seconds) {}

  public Provenance {
    additions = additions == null ? List.of() : List.copyOf(additions); // earlier builds noted none
  }

  /** Of a fit to which nothing was added. */
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

  /** The same model with more documents in it. */
  public Provenance with(Addition addition) {
    List<Addition> all = new ArrayList<>(additions);
    all.add(addition);
    return new Provenance(
        version, created, base, baseSha256, corpusSha256, documents, processor, seconds, all);
  }
}
