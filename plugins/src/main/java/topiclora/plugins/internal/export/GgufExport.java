package topiclora.plugins.internal.export;

import java.nio.file.Path;
import java.util.List;
import topiclora.lm.internal.checkpoint.BaseConfig;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.io.AtomicDirectory;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Tensor;

/**
 * A plugin as llama.cpp loads it ({@code --lora adapter.gguf}) beside the base's GGUF file,
 * whatever that is quantised to: float32, alpha = r so that nothing is scaled.
 *
 * <p>lora_a is {@code [r, in]} and lora_b {@code [out, r]}. GGUF files of the llama architecture
 * (mistral's too) store the rotary pairs of queries and keys as neighbours and not as halves, so
 * the rows of their lora_b are put in that order; source: convert_lora_to_gguf.py of llama.cpp. No
 * file is named after a document; what they are called stands in the metadata under {@code
 * topiclora.provenance}.
 */
public final class GgufExport {
  private static final String FILE = "adapter.gguf";

  private GgufExport() {}

  /**
   * Makes {@code folder} with the file {@code adapter.gguf}, whole or not at all.
   *
   * @param base of the model that the plugin is from
   * @throws topiclora.lm.TopicLoraException.Storage where it is there already and not empty
   */
  public static void write(Plugin plugin, BaseConfig base, Path folder) {
    AtomicDirectory.write(folder, files(plugin, base));
  }

  /**
   * Makes {@code folder} with a folder for each component, and {@code scales.json} with the scales
   * that llama.cpp's server takes with a request.
   *
   * @param base of the model that the components are from
   * @throws topiclora.lm.TopicLoraException.Storage where it is there already and not empty
   */
  public static void write(Components components, BaseConfig base, Path folder) {
    ComponentFolder.write(components, plugin -> files(plugin, base), folder);
  }

  private static List<AtomicDirectory.Part> files(Plugin plugin, BaseConfig base) {
    GgufWriter file = new GgufWriter();
    file.text("general.type", "adapter");
    file.text("general.architecture", architecture(base));
    file.text("general.name", "TopicLoRA plugin");
    file.text("adapter.type", "lora");
    file.number("adapter.lora.alpha", plugin.rank());
    file.text(ExportMetadata.KEY, ExportMetadata.of(plugin));
    plugin
        .modules()
        .forEach(
            (module, pair) -> {
              String name = "blk." + module.layer() + "." + module.kind().gguf() + ".weight";
              file.tensor(name + ".lora_a", pair.a().to(DType.F32));
              file.tensor(name + ".lora_b", rows(base, module, pair.b().to(DType.F32)));
            });
    return List.of(place -> file.write(place.resolve(FILE)));
  }

  /** GGUF has no architecture of its own for mistral. */
  private static String architecture(BaseConfig base) {
    return base.architecture().equals("mistral") ? "llama" : base.architecture();
  }

  /** {@code b [out, r]} with its rows in the order of the base's GGUF file. */
  private static Tensor rows(BaseConfig base, ModuleId module, Tensor b) {
    boolean turned =
        switch (module.kind()) {
          case Q, K -> architecture(base).equals("llama");
          case V, O, GATE, UP, DOWN -> false;
        };
    return turned ? neighbours(b, base.headWidth()) : b;
  }

  private static Tensor neighbours(Tensor halves, int d) {
    int out = halves.size(0);
    return halves.view(out / d, 2, d / 2, -1).transpose(1, 2).contiguous().view(out, -1);
  }
}
