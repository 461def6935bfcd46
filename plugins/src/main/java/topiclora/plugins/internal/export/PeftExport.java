package topiclora.plugins.internal.export;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeSet;
import topiclora.lm.LinearKind;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.io.AtomicDirectory;
import topiclora.lm.internal.io.JsonMapping;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Safetensors;
import topiclora.lm.internal.tensor.Tensor;

/**
 * A plugin as Hugging Face's PEFT, and whatever reads its format, loads it: {@code
 * adapter_config.json} and {@code adapter_model.safetensors}, float32, alpha = r so that nothing is
 * scaled.
 *
 * <p>lora_A is {@code [r, in]} and lora_B {@code [out, r]}, rows in Hugging Face's order, which is
 * ours. No file is named after a document; what they are called stands in the safetensors' metadata
 * under {@code topiclora.provenance}. The format is that of peft 0.21.
 */
public final class PeftExport {

  private PeftExport() {}

  /**
   * Makes {@code folder}, whole or not at all.
   *
   * @throws topiclora.lm.TopicLoraException.Storage where it is there already and not empty
   */
  public static void write(Plugin plugin, Path folder) {
    AtomicDirectory.write(folder, files(plugin));
  }

  /**
   * Makes {@code folder} with a folder for each component and {@code scales.json}: {@code
   * add_weighted_adapter} of PEFT with {@code combination_type="cat"} and these scales is the
   * documents' plugin.
   *
   * @throws topiclora.lm.TopicLoraException.Storage where it is there already and not empty
   */
  public static void write(Components components, Path folder) {
    ComponentFolder.write(components, PeftExport::files, folder);
  }

  private static List<AtomicDirectory.Part> files(Plugin plugin) {
    return List.of(place -> writeConfig(plugin, place), place -> writeWeights(plugin, place));
  }

  private static void writeConfig(Plugin plugin, Path folder) throws IOException {
    ObjectNode config = JsonMapping.PLAIN.createObjectNode();
    config.put("peft_type", "LORA").put("task_type", "CAUSAL_LM");
    config.put("base_model_name_or_path", plugin.provenance().base());
    config.put("r", plugin.rank()).put("lora_alpha", plugin.rank()).put("lora_dropout", 0.0);
    config.put("bias", "none").put("fan_in_fan_out", false).put("inference_mode", true);
    putTargets(config, plugin.modules().sequencedKeySet());
    Files.writeString(folder.resolve("adapter_config.json"), config.toPrettyString() + "\n");
  }

  /** PEFT gives every target in every layer a pair: name no more than there are in the weights. */
  private static void putTargets(ObjectNode config, SequencedSet<ModuleId> modules) {
    TreeSet<LinearKind> kinds = new TreeSet<>();
    TreeSet<Integer> layers = new TreeSet<>();
    for (ModuleId module : modules) {
      kinds.add(module.kind());
      layers.add(module.layer());
    }
    var targets = config.putArray("target_modules");
    if (modules.size() == kinds.size() * layers.size()) {
      kinds.forEach(kind -> targets.add(lastPart(kind)));
      layers.forEach(config.putArray("layers_to_transform")::add);
      config.put("layers_pattern", "layers");
    } else {
      modules.forEach(module -> targets.add(name(module)));
    }
  }

  private static void writeWeights(Plugin plugin, Path folder) throws IOException {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    plugin
        .modules()
        .forEach(
            (module, pair) -> {
              String name = "base_model.model.model." + name(module);
              weights.put(name + ".lora_A.weight", pair.a().to(DType.F32));
              weights.put(name + ".lora_B.weight", pair.b().to(DType.F32));
            });
    Safetensors.write(
        folder.resolve("adapter_model.safetensors"),
        weights,
        Map.of("format", "pt", ExportMetadata.KEY, ExportMetadata.of(plugin)));
  }

  private static String name(ModuleId module) {
    return "layers." + module.layer() + "." + module.kind().huggingFace();
  }

  private static String lastPart(LinearKind kind) {
    return kind.huggingFace().substring(kind.huggingFace().indexOf('.') + 1);
  }
}
