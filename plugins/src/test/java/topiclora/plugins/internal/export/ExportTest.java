package topiclora.plugins.internal.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import topiclora.core.LearningOptions;
import topiclora.core.Provenance;
import topiclora.core.Sharing;
import topiclora.core.VectorShape;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.adapter.Down;
import topiclora.core.internal.adapter.LoraPair;
import topiclora.core.internal.adapter.Modulation;
import topiclora.core.internal.fit.Parameters;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.model.VectorSum;
import topiclora.lm.LinearKind;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.checkpoint.BaseConfig;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.model.GgufContent;
import topiclora.lm.internal.tensor.Safetensors;
import topiclora.lm.internal.tensor.Tensor;

/** Exports are read back and are the weights that our own code adds. */
final class ExportTest {
  private static final String HOSTILE = "../../../tmp/evil\u0000\"}";
  private static final int RANK = 3;

  @TempDir Path folder;

  private final Random random = new Random(9);
  private final TopicModel model = model(List.of(LinearKind.values()), 1, 2);

  @Test
  void theVectorsAreAddedUpAndTheSharedPartCountsOnce() {
    Plugin plugin = Plugin.of(model, List.of("a", HOSTILE, "a"), 0.5);
    assertThat(plugin.documents())
        .extracting(one -> one.document().id())
        .containsExactly("a", HOSTILE);
    Tensor x = Tensor.of(halfOfBoth(), RANK);
    plugin
        .modules()
        .forEach(
            (id, pair) -> {
              Down down = down(id);
              Tensor wanted = down.u().matmul(down.v().add(down.a().mul(x.unsqueeze(1))));
              assertThat(pair.merged().sub(wanted).abs().max(0).max(0).item()).isLessThan(1e-6);
            });
  }

  @Test
  void whatADocumentCountsIsInTheSumAndInTheExport() throws IOException {
    Map<String, Double> weights = new LinkedHashMap<>();
    weights.put("a", 1.0);
    weights.put(HOSTILE, 0.25);
    Components parts = Components.of(model, weights, 1);
    List<float[]> vectors = List.of(new float[] {1, 0, 0}, new float[] {4, -2, 0.5f});
    float[] x = new VectorSum(model.documents(), RANK).of(vectors, new double[] {1, 0.25}, 1);
    assertThat(parts.componentScales()).containsExactly(x[0], x[1], x[2]);
    PeftExport.write(parts, folder.resolve("out"));
    assertThat(json(folder.resolve("out/scales.json")).path("documents").findValuesAsText("weight"))
        .containsExactly("1.0", "0.25");
  }

  /** Of (1, 0, 0) and (4, -2, 0.5). */
  private float[] halfOfBoth() {
    List<float[]> vectors = List.of(new float[] {1, 0, 0}, new float[] {4, -2, 0.5f});
    return new VectorSum(model.documents(), RANK).of(vectors, new double[] {1, 1}, 0.5);
  }

  @Test
  void withoutDocumentsItIsTheSharedPart() {
    Plugin.of(model, List.of(), 1)
        .modules()
        .forEach((id, pair) -> assertThat(pair.a().toFloats()).isEqualTo(down(id).v().toFloats()));
  }

  @Test
  void peftHasEveryWeightAsItIs() throws IOException {
    Plugin plugin = Plugin.of(model, List.of("a", HOSTILE), 1);
    PeftExport.write(plugin, folder.resolve("out"));
    try (var file = Safetensors.open(folder.resolve("out/adapter_model.safetensors"))) {
      assertThat(file.names()).hasSize(2 * plugin.modules().size());
      plugin
          .modules()
          .forEach(
              (id, pair) -> {
                String name =
                    "base_model.model.model.layers."
                        + id.layer()
                        + "."
                        + id.kind().huggingFace()
                        + ".lora_";
                assertSame(file.tensor(name + "A.weight"), pair.a());
                assertSame(file.tensor(name + "B.weight"), pair.b());
              });
      assertThat(file.names())
          .contains("base_model.model.model.layers.2.mlp.down_proj.lora_A.weight")
          .contains("base_model.model.model.layers.1.self_attn.q_proj.lora_B.weight");
      assertThat(file.metadata()).containsEntry("format", "pt");
      assertOrigin(file.metadata().getOrDefault("topiclora.provenance", ""));
    }
  }

  @Test
  void peftIsToldOfTheTouchedModulesOnly() throws IOException {
    PeftExport.write(
        Plugin.of(model(List.of(LinearKind.O, LinearKind.DOWN), 2, 4), List.of("a"), 1),
        folder.resolve("out"));
    JsonNode config = json(folder.resolve("out/adapter_config.json"));
    assertThat(config.path("peft_type").asText()).isEqualTo("LORA");
    assertThat(config.path("r").asInt()).isEqualTo(RANK);
    assertThat(config.path("lora_alpha").asInt()).isEqualTo(RANK);
    assertThat(config.path("target_modules").toString()).isEqualTo("[\"o_proj\",\"down_proj\"]");
    assertThat(config.path("layers_to_transform").toString()).isEqualTo("[2,3,4]");
  }

  @Test
  void modulesThatAreNotTheSameInEveryLayerAreNamedOneByOne() throws IOException {
    SequencedMap<ModuleId, LoraPair> some = new LinkedHashMap<>();
    some.put(new ModuleId(1, LinearKind.UP), pair(8, 4, RANK));
    some.put(new ModuleId(2, LinearKind.Q), pair(4, 4, RANK));
    PeftExport.write(new Plugin(some, List.of(), 1, model.provenance()), folder.resolve("out"));
    JsonNode config = json(folder.resolve("out/adapter_config.json"));
    assertThat(config.path("target_modules").toString())
        .isEqualTo("[\"layers.1.mlp.up_proj\",\"layers.2.self_attn.q_proj\"]");
    assertThat(config.has("layers_to_transform")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"llama, llama", "mistral, llama", "qwen2, qwen2", "qwen3, qwen3"})
  void ggufHasEveryWeightInTheOrderOfItsArchitecture(String architecture, String named) {
    Plugin plugin = Plugin.of(model, List.of("a", HOSTILE), 1);
    GgufExport.write(plugin, config(architecture), folder.resolve("out"));
    try (var file = GgufContent.open(folder.resolve("out/adapter.gguf"))) {
      assertThat(file.text("general.type")).isEqualTo("adapter");
      assertThat(file.text("general.architecture")).isEqualTo(named);
      assertThat(file.text("adapter.type")).isEqualTo("lora");
      assertThat(file.number("adapter.lora.alpha")).isEqualTo(RANK);
      assertOrigin(file.text("topiclora.provenance"));
      plugin
          .modules()
          .forEach(
              (id, pair) -> {
                String name = "blk." + id.layer() + "." + id.kind().gguf() + ".weight.lora_";
                boolean turned = id.kind() == LinearKind.Q || id.kind() == LinearKind.K;
                assertSame(file.tensor(name + "a"), pair.a());
                assertSame(
                    file.tensor(name + "b"),
                    turned && named.equals("llama") ? interleaved(pair.b()) : pair.b());
              });
    }
  }

  @ParameterizedTest
  @CsvSource({"peft", "gguf"})
  void idsAndTitlesCannotLeaveTheFolder(String format) throws IOException {
    write(format, Plugin.of(model, List.of(HOSTILE), 1), folder.resolve("out"));
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString()))
          .allMatch(name -> name.matches("out/adapter[._a-z]+"));
    }
  }

  @ParameterizedTest
  @CsvSource({"peft", "gguf"})
  void aFolderThatIsNotEmptyIsLeftAsItIs(String format) throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken"));
    Files.writeString(taken.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> write(format, Plugin.of(model, List.of("a"), 1), taken))
        .isInstanceOf(TopicLoraException.Storage.class)
        .hasMessage(taken + " is there already and not empty");
    assertThat(taken.resolve("thesis.txt")).hasContent("years of work");
  }

  @Test
  void aDocumentThatIsNotThereAndAGainThatIsNoNumberAreMistakes() {
    assertThatThrownBy(() -> Plugin.of(model, List.of("z"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no document 'z' in the model");
    assertThatThrownBy(() -> Plugin.of(model, List.of("a"), Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scale is NaN");
  }

  @Test
  void pairsOfDifferentRankAreNoPlugin() {
    SequencedMap<ModuleId, LoraPair> pairs = new LinkedHashMap<>();
    pairs.put(new ModuleId(1, LinearKind.UP), pair(8, 4, 2));
    pairs.put(new ModuleId(2, LinearKind.UP), pair(8, 4, 3));
    assertThatThrownBy(() -> new Plugin(pairs, List.of(), 1, model.provenance()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2.up");
  }

  @ParameterizedTest
  @CsvSource({"peft, ALL", "gguf, ALL", "peft, WEIGHTED", "gguf, WEIGHTED"})
  void componentsTimesTheirScalesAreTheMergedAdapter(String format, Sharing sharing)
      throws IOException {
    TopicModel model = model(List.of(LinearKind.values()), 1, 2, sharing);
    List<String> documents = List.of("a", HOSTILE);
    Path out = folder.resolve("out");
    write(format, Components.of(model, documents, 0.5), out);
    JsonNode scales = json(out.resolve("scales.json"));
    assertThat(scales.path("sumScale").asDouble()).isEqualTo(0.5);
    assertThat(scales.path("documents").findValuesAsText("id")).isEqualTo(documents);
    JsonNode lora = scales.path("lora");
    assertThat(lora.findValuesAsText("adapter"))
        .containsExactly("shared", "component-01", "component-02", "component-03");
    assertThat(lora.findValuesAsText("id")).containsExactly("0", "1", "2", "3");
    float[] x = halfOfBoth();
    assertThat(lora.findValues("scale").stream().map(JsonNode::floatValue))
        .containsExactly(1f, x[0], x[1], x[2]);
    Plugin whole = Plugin.of(model, documents, 0.5);
    Map<ModuleId, Tensor> sum = new HashMap<>();
    for (JsonNode one : lora) {
      Path adapter = out.resolve(one.path("adapter").asText());
      Map<ModuleId, Tensor> read = read(format, adapter, whole.modules().keySet());
      double scale = one.path("scale").asDouble();
      read.forEach((id, delta) -> sum.merge(id, delta.mul(scale), Tensor::add));
    }
    whole
        .modules()
        .forEach(
            (id, pair) -> {
              boolean turned = id.kind() == LinearKind.Q || id.kind() == LinearKind.K;
              Tensor b = turned && format.equals("gguf") ? interleaved(pair.b()) : pair.b();
              Tensor wanted = b.matmul(pair.a());
              Tensor found = Objects.requireNonNull(sum.get(id));
              assertThat(found.toFloats()).containsExactly(wanted.toFloats(), within(1e-5f));
            });
  }

  @Test
  void componentsAreTheSameForAllDocuments() {
    Components one = Components.of(model, List.of("a"), 1);
    Components other = Components.of(model, List.of(HOSTILE), 1);
    assertThat(one.componentScales()).containsExactly(1f, 0f, 0f);
    assertThat(other.componentScales()).containsExactly(4f, -2f, 0.5f);
    for (int k = 0; k < RANK; k++) {
      SequencedMap<ModuleId, LoraPair> same = other.components().get(k).modules();
      one.components()
          .get(k)
          .modules()
          .forEach(
              (id, pair) ->
                  assertSame(pair.merged(), Objects.requireNonNull(same.get(id)).merged()));
    }
  }

  @Test
  void whereModulesHaveAnXOfTheirOwnThereAreNoComponents() {
    TopicModel free = model(List.of(LinearKind.UP), 1, 2, Sharing.MODULE);
    assertThatThrownBy(() -> Components.of(free, List.of("a"), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("each of 2 modules has an x of its own");
  }

  /** The update of each module, read from the files of one adapter. */
  private static Map<ModuleId, Tensor> read(String format, Path adapter, Set<ModuleId> modules)
      throws IOException {
    Map<ModuleId, Tensor> read = new HashMap<>();
    if (format.equals("peft")) {
      try (var file = Safetensors.open(adapter.resolve("adapter_model.safetensors"))) {
        for (ModuleId id : modules) {
          String name =
              "base_model.model.model.layers." + id.layer() + "." + id.kind().huggingFace();
          Tensor b = file.tensor(name + ".lora_B.weight");
          read.put(id, b.matmul(file.tensor(name + ".lora_A.weight")));
        }
      }
    } else {
      try (var file = GgufContent.open(adapter.resolve("adapter.gguf"))) {
        for (ModuleId id : modules) {
          String name = "blk." + id.layer() + "." + id.kind().gguf() + ".weight.lora_";
          read.put(id, file.tensor(name + "b").matmul(file.tensor(name + "a")));
        }
      }
    }
    return read;
  }

  private Down down(ModuleId id) {
    return (Down) Objects.requireNonNull(model.parameters().adapter().modules().get(id));
  }

  private static void write(String format, Plugin plugin, Path place) {
    if (format.equals("peft")) {
      PeftExport.write(plugin, place);
    } else {
      GgufExport.write(plugin, config("llama"), place);
    }
  }

  private static void write(String format, Components components, Path place) {
    if (format.equals("peft")) {
      PeftExport.write(components, place);
    } else {
      GgufExport.write(components, config("llama"), place);
    }
  }

  private static void assertOrigin(String line) {
    JsonNode origin = parsed(line);
    assertThat(origin.path("base").asText()).isEqualTo("tiny");
    assertThat(origin.path("baseSha256").asText()).isEqualTo("ab".repeat(32));
    assertThat(origin.path("sumScale").asDouble()).isEqualTo(1);
    assertThat(origin.path("documents").get(0).toString())
        .isEqualTo("{\"id\":\"a\",\"title\":null,\"weight\":1.0}");
    assertThat(origin.path("documents").get(1).path("id").asText()).isEqualTo(HOSTILE);
  }

  /** Row by row, as the text says: a head's halves, one of each in turn. */
  private static Tensor interleaved(Tensor b) {
    float[][] rows = b.toRows();
    int d = config("llama").headWidth();
    float[] flat = new float[rows.length * rows[0].length];
    for (int row = 0; row < rows.length; row++) {
      int within = row % d;
      int from = row - within + within / 2 + within % 2 * (d / 2);
      System.arraycopy(rows[from], 0, flat, row * rows[0].length, rows[0].length);
    }
    return Tensor.of(flat, rows.length, rows[0].length);
  }

  private static void assertSame(Tensor found, Tensor wanted) {
    assertThat(found.shape()).isEqualTo(wanted.shape());
    assertThat(found.toFloats()).isEqualTo(wanted.toFloats());
  }

  private static BaseConfig config(String architecture) {
    return new BaseConfig(architecture, 6, 8, 2, 1, 4, 10, 20, 64, 1e-5, 10_000);
  }

  private TopicModel model(List<LinearKind> kinds, int first, int last) {
    return model(kinds, first, last, Sharing.ALL);
  }

  private TopicModel model(List<LinearKind> kinds, int first, int last, Sharing sharing) {
    SequencedMap<ModuleId, Modulation> modules = new LinkedHashMap<>();
    for (int layer = first; layer <= last; layer++) {
      for (LinearKind kind : kinds) {
        int in = config("llama").in(kind);
        modules.put(
            new ModuleId(layer, kind),
            new Down(
                gaussian(config("llama").out(kind), RANK),
                gaussian(RANK, in),
                gaussian(RANK, in),
                VectorShape.RANK,
                false));
      }
    }
    Adapter adapter = Adapter.of(modules, sharing);
    if (adapter.weights() != null) {
      adapter.weights().copyInPlace(gaussian(1, modules.size()).view(-1));
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>(adapter.tensors());
    tensors.put("x", Tensor.of(new float[] {1, 0, 0, 4, -2, 0.5f}, 2, RANK));
    tensors.put("fisher", gaussian(RANK, RANK).unsqueeze(0));
    tensors.put("precision", gaussian(RANK, RANK));
    for (String name : List.of("weight", "intercept", "mean", "deviation")) {
      tensors.put("encoder." + name, gaussian(RANK, RANK));
    }
    LearningOptions options =
        LearningOptions.topics().toBuilder().rank(RANK).sharing(sharing).build();
    return new TopicModel(
        options,
        new Provenance("0.1.0", "", "tiny", "ab".repeat(32), "", 2, "", 1),
        Parameters.of(tensors, options),
        List.of(document("a", 1, 0, 0), document(HOSTILE, 4, -2, 0.5f)),
        List.of());
  }

  private static DocumentVector document(String id, float... x) {
    return new DocumentVector(id, null, null, Map.of(), x, 1, 1, 1, 1, 1);
  }

  private LoraPair pair(int out, int in, int rank) {
    return new LoraPair(gaussian(out, rank), gaussian(rank, in));
  }

  private Tensor gaussian(int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Tensor.of(values, rows, columns);
  }

  private static JsonNode json(Path file) throws IOException {
    return parsed(Files.readString(file));
  }

  private static JsonNode parsed(String json) {
    try {
      return new JsonMapper().readTree(json);
    } catch (IOException e) {
      throw new AssertionError(json, e);
    }
  }
}
