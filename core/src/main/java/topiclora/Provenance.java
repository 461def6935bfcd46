package topiclora;

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
 */
public record Provenance(
    String version,
    String created,
    String base,
    String baseSha256,
    String corpusSha256,
    int documents,
    String processor,
    double seconds) {
  /** The version of this library. */
  public static final String VERSION = "0.1.0";
}
