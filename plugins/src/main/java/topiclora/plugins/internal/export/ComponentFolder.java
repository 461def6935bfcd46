package topiclora.plugins.internal.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import topiclora.lm.internal.io.AtomicDirectory;
import topiclora.lm.internal.io.JsonMapping;

/**
 * A folder for each component of a model, {@code shared}, {@code component-01} and so on, and
 * {@code scales.json} with their scales for the chosen documents.
 *
 * <p>The {@code "scale"} of an entry is a component's; {@code "sumScale"} is that of the sum, and
 * in them already. The entries of {@code "lora"} are what llama.cpp's server takes with a request,
 * where its adapters were loaded in that order. Ids and titles are untrusted and name no file.
 */
final class ComponentFolder {
  private static final String SHARED = "shared";

  private ComponentFolder() {}

  /**
   * Makes {@code folder}, whole or not at all.
   *
   * @param files of one adapter in the format that is wanted
   */
  static void write(
      Components components, Function<Plugin, List<AtomicDirectory.Part>> files, Path folder) {
    List<String> names = names(components.components().size());
    List<AtomicDirectory.Part> parts = new ArrayList<>();
    parts.add(place -> Files.writeString(place.resolve("scales.json"), json(components, names)));
    parts.addAll(within(SHARED, files.apply(components.shared())));
    for (int k = 0; k < components.components().size(); k++) {
      parts.addAll(within(names.get(k), files.apply(components.components().get(k))));
    }
    AtomicDirectory.write(folder, parts);
  }

  /** Of one length, so that a listing has them in their order. */
  private static List<String> names(int count) {
    int digits = Math.max(2, String.valueOf(count).length());
    List<String> names = new ArrayList<>();
    for (int k = 1; k <= count; k++) {
      names.add("component-" + "0".repeat(digits - String.valueOf(k).length()) + k);
    }
    return names;
  }

  private static List<AtomicDirectory.Part> within(String name, List<AtomicDirectory.Part> parts) {
    return parts.stream()
        .<AtomicDirectory.Part>map(part -> folder -> writeInto(folder.resolve(name), part))
        .toList();
  }

  private static void writeInto(Path folder, AtomicDirectory.Part part) throws IOException {
    Files.createDirectories(folder);
    part.writeInto(folder);
  }

  private static String json(Components components, List<String> names) {
    ObjectNode json = JsonMapping.PLAIN.createObjectNode();
    WeightedDocument.describe(json, components.documents(), components.sumScale());
    ArrayNode lora = json.putArray("lora");
    lora.addObject().put("id", 0).put("scale", 1.0).put("adapter", SHARED);
    for (int k = 0; k < names.size(); k++) {
      lora.addObject()
          .put("id", k + 1)
          .put("scale", components.componentScales().get(k))
          .put("adapter", names.get(k));
    }
    return json.toPrettyString() + "\n";
  }
}
