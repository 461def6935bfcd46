package topiclora;

import java.util.Map;

/**
 * Where a model comes from: enough to make it again, bit for bit on a machine of the same kind.
 *
 * @param version of TopicLoRA
 * @param created ISO-8601, UTC
 * @param base name of the base model
 * @param baseSha256 of its weights' files
 * @param corpusSha256 of the documents as they were read
 * @param documents that were fitted
 * @param seed of every random choice
 * @param processor vector instructions, element type and threads that it was computed with
 * @param options every option of the fit by name
 * @param seconds that the fit took
 */
public record Provenance(
    String version,
    String created,
    String base,
    String baseSha256,
    String corpusSha256,
    int documents,
    long seed,
    String processor,
    Map<String, String> options,
    double seconds) {
  /** The version of this library. */
  public static final String VERSION = "0.1.0";

  public Provenance {
    options = Map.copyOf(options);
  }
}
