package topiclora.plugins.internal.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import topiclora.lm.internal.io.JsonMapping;

/**
 * Where an exported adapter comes from, as one line of JSON: {@code version}, {@code base}, {@code
 * baseSha256}, {@code sumScale} and the {@code documents} with {@code id} and {@code title}, which
 * are untrusted text, and {@code weight}.
 */
final class ExportMetadata {
  /** By which the line is found among an export's metadata. */
  static final String KEY = "topiclora.provenance";

  private ExportMetadata() {}

  static String of(Plugin plugin) {
    ObjectNode origin = JsonMapping.PLAIN.createObjectNode();
    origin.put("version", plugin.provenance().version());
    origin.put("base", plugin.provenance().base());
    origin.put("baseSha256", plugin.provenance().baseSha256());
    WeightedDocument.describe(origin, plugin.documents(), plugin.scale());
    return origin.toString();
  }
}
