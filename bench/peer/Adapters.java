import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import topiclora.Provenance;
import topiclora.adapter.Adapter;
import topiclora.adapter.Down;
import topiclora.adapter.Modulation;
import topiclora.adapter.XShape;
import topiclora.base.BaseModel;
import topiclora.base.Generator;
import topiclora.base.LinearKind;
import topiclora.base.Modulator;
import topiclora.base.ModuleId;
import topiclora.base.Sampling;
import topiclora.fit.Encoder;
import topiclora.fit.Fisher;
import topiclora.fit.FitOptions;
import topiclora.fit.Learned;
import topiclora.model.DocumentVector;
import topiclora.model.TopicModel;
import topiclora.model.VectorSum;
import topiclora.plugin.GgufExport;
import topiclora.plugin.PeftExport;
import topiclora.plugin.Plugin;
import topiclora.tensor.Cpu;
import topiclora.tensor.DType;
import topiclora.tensor.Safetensors;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/**
 * What our own code makes of an adapter, for peft.py and Llama.java to compare with: both exports,
 * the logits of some texts, and greedy continuations.
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
    Cpu.threads(1);
    try (var base = BaseModel.open(Path.of(args[0]), DType.F32);
        var scope = Scope.open()) {
      TopicModel model = args.length > 2 ? TopicModel.load(Path.of(args[2])) : random(base);
      List<String> ids = model.documents().stream().limit(3).map(DocumentVector::id).toList();
      Plugin plugin = Plugin.of(model, ids, 1);
      PeftExport.write(plugin, out.resolve("peft"));
      GgufExport.write(plugin, base.config(), out.resolve("gguf"));
      List<float[]> vectors = ids.stream().map(id -> model.require(id).x()).toList();
      double[] ones = ids.stream().mapToDouble(id -> 1).toArray();
      float[] sum = new VectorSum(model.documents(), model.numbers()).of(vectors, ones, 1);
      Tensor x = Tensor.of(sum, 1, sum.length);
      write(base, model.learned().adapter().with(x), out.resolve("with"));
      write(base, Modulator.NONE, out.resolve("without"));
    }
  }

  private static void write(BaseModel base, Modulator modulator, Path stem) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    List<String> continuations = new ArrayList<>();
    Generator generator = new Generator(base, Sampling.greedy());
    for (int i = 0; i < TEXTS.size(); i++) {
      int[] ids = base.tokenizer().encode(TEXTS.get(i));
      Tensor tokens = Tensor.of(ids, 1, ids.length);
      Tensor h = base.blocks(base.embed(tokens), 0, base.config().layers(), modulator);
      tensors.put("ids." + i, tokens);
      tensors.put("logits." + i, base.logits(h)); // [1, C, V]
      int[] next = generator.generate(ids, NEW_TOKENS, modulator);
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
                XShape.RANK,
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
        FitOptions.builder().rank(RANK).build(),
        new Provenance(Provenance.VERSION, "", base.name(), base.sha256(), "", 3, "", 0),
        new Learned(
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
