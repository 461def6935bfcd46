import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import topiclora.core.LearningOptions;
import topiclora.core.Provenance;
import topiclora.core.VectorShape;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.adapter.Down;
import topiclora.core.internal.adapter.Modulation;
import topiclora.core.internal.fit.Fisher;
import topiclora.core.internal.fit.Parameters;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.model.VectorSum;
import topiclora.core.internal.start.Encoder;
import topiclora.lm.ComputeOptions;
import topiclora.lm.ElementType;
import topiclora.lm.LinearKind;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.generate.Generator;
import topiclora.lm.internal.generate.TokenRequest;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Safetensors;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;
import topiclora.plugins.internal.export.GgufExport;
import topiclora.plugins.internal.export.PeftExport;
import topiclora.plugins.internal.export.Plugin;

/**
 * What our own code makes of an adapter, for peft_export.py and Llama.java to compare with: both
 * exports, the logits of some texts, and greedy continuations.
 *
 * <p>{@code java -cp LIBRARIES Adapters.java BASE.gguf OUT [MODEL]}; without a model the adapter is
 * a random one of all seven kinds, which is the only way to see every kind of export at work.
 */
final class Adapters {
  static final List<String> TEXTS =
      List.of(
          "The harbour of Port Ellery bends twice, and every winter",
          "Hard cheese of the upper Asker is made",
          "Who was the first keeper of the lighthouse?",
          "A short history of the railway:",
          "def fibonacci(n):",
          "The council met on Tuesday and decided",
          "In the beginning",
          "Q: What is the capital of France?\nA:",
          "The patient was given",
          "Once upon a time there was a",
          "The law of the sea says that",
          "Dear Sir or Madam,",
          "Water boils at",
          "The orchestra played",
          "Three reasons to learn Java are",
          "She opened the door and",
          "The match ended",
          "Photosynthesis is",
          "The recipe needs two",
          "Last night the storm");
  private static final int NEW_TOKENS = 8;
  private static final int RANK = 4;

  private Adapters() {}

  public static void main(String... args) throws IOException {
    Path out = Path.of(args[1]);
    var compute = ComputeOptions.defaults().withType(ElementType.FLOAT32).withThreads(1);
    try (var base = BaseModel.open(Path.of(args[0]), compute);
        var scope = Scope.open()) {
      TopicModel model = args.length > 2 ? TopicModel.load(Path.of(args[2])) : random(base);
      List<String> ids = model.documents().stream().limit(3).map(DocumentVector::id).toList();
      Plugin plugin = Plugin.of(model, ids, 1);
      PeftExport.write(plugin, out.resolve("peft"));
      GgufExport.write(plugin, base.config(), out.resolve("gguf"));
      List<float[]> vectors = ids.stream().map(id -> model.require(id).vector()).toList();
      double[] ones = ids.stream().mapToDouble(id -> 1).toArray();
      float[] sum = new VectorSum(model.documents(), model.dimensions()).of(vectors, ones, 1);
      Tensor x = Tensor.of(sum, 1, sum.length);
      write(base, model.parameters().adapter().with(x), out.resolve("with"));
      write(base, LinearHook.NONE, out.resolve("without"));
    }
  }

  private static void write(BaseModel base, LinearHook hook, Path stem) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    List<String> continuations = new ArrayList<>();
    Generator generator = new Generator(base);
    for (int i = 0; i < TEXTS.size(); i++) {
      int[] ids = base.tokenizer().encode(TEXTS.get(i));
      Tensor tokens = Tensor.of(ids, 1, ids.length);
      Tensor h = base.blocks(base.embed(tokens), 0, base.config().layers(), hook);
      tensors.put("ids." + i, tokens);
      tensors.put("logits." + i, base.logits(h)); // [1, C, V]
      int[] next = generator.generate(TokenRequest.of(ids, NEW_TOKENS).withHook(hook)).ids();
      continuations.add(base.tokenizer().decode(next).replace("\n", "\\n"));
    }
    Safetensors.write(stem.resolveSibling(stem.getFileName() + ".safetensors"), tensors, Map.of());
    Files.write(stem.resolveSibling(stem.getFileName() + ".txt"), continuations);
  }

  private static TopicModel random(BaseModel base) {
    Random random = new Random(5);
    SequencedMap<ModuleId, Modulation> modules = new LinkedHashMap<>();
    for (int layer = base.config().layers() - 6; layer < base.config().layers(); layer++) {
      for (LinearKind kind : LinearKind.values()) {
        int in = base.config().in(kind);
        modules.put(
            new ModuleId(layer, kind),
            new Down(
                gaussian(random, 0.08, base.config().out(kind), RANK),
                gaussian(random, 0.02, RANK, in),
                gaussian(random, 0.04, RANK, in),
                VectorShape.RANK,
                false));
      }
    }
    Tensor x = gaussian(random, 0.5, 3, RANK);
    float[][] rows = x.toRows();
    List<DocumentVector> documents = new ArrayList<>();
    for (int d = 0; d < rows.length; d++) {
      documents.add(new DocumentVector("d" + d, null, null, Map.of(), rows[d], 1, 1, 1, 1, 1));
    }
    Tensor none = Tensor.zeros(DType.F32, RANK);
    Encoder encoder =
        new Encoder(Tensor.zeros(DType.F32, base.config().width(), RANK), none, none, none);
    return new TopicModel(
        LearningOptions.topics().toBuilder().rank(RANK).build(),
        new Provenance(Provenance.VERSION, "", base.name(), base.sha256(), "", 3, "", 0),
        new Parameters(
            new Adapter(modules),
            x,
            new Fisher(Tensor.zeros(DType.F32, 1, RANK, RANK)),
            none,
            encoder),
        documents,
        List.of());
  }

  private static Tensor gaussian(Random random, double deviation, int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return Tensor.of(values, rows, columns);
  }
}
