import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import topiclora.Progress;
import topiclora.base.BaseModel;
import topiclora.fit.FitOptions;
import topiclora.fit.HeldOut;
import topiclora.fit.HeldOut.Candidate;
import topiclora.fit.Learned;
import topiclora.fit.Windows;
import topiclora.tensor.Cpu;
import topiclora.tensor.DType;
import topiclora.tensor.Safetensors;
import topiclora.tensor.Tensor;

/**
 * The losses that our own code has for 32 windows with vectors and an adapter at random, for
 * step.py to compare with.
 *
 * <p>{@code java -cp LIBRARIES Step.java BASE.gguf STEP.safetensors}
 */
final class Step {
  private static final int WINDOWS = 32;
  private static final int C = 16;
  private static final int RANK = 16;

  private Step() {}

  public static void main(String... args) throws IOException {
    Cpu.threads(1);
    try (var base = BaseModel.open(Path.of(args[0]), DType.F32)) {
      Random random = new Random(3);
      int[] ids = random.ints((long) WINDOWS * C, 0, base.config().vocabulary()).toArray();
      int[] row = new int[WINDOWS];
      int[] lengths = new int[WINDOWS];
      int[] first = new int[WINDOWS];
      boolean[] held = new boolean[WINDOWS];
      for (int i = 0; i < WINDOWS; i++) {
        row[i] = i; // one window a document
        lengths[i] = C;
        first[i] = 1;
        held[i] = true;
      }
      Windows windows = new Windows(C, WINDOWS, ids, lengths, first, row, held);
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (int layer = base.config().layers() * 4 / 5; layer < base.config().layers(); layer++) {
        tensors.put(layer + ".down.U", gaussian(random, 0.03, base.config().width(), RANK));
        tensors.put(layer + ".down.V", gaussian(random, 0.03, RANK, base.config().feedForward()));
        tensors.put(layer + ".down.A", gaussian(random, 0.03, RANK, base.config().feedForward()));
      }
      Tensor x = gaussian(random, 1, WINDOWS, RANK);
      Learned learned = learned(base, tensors, x);
      List<Candidate> own = List.of(Candidate.own(x));
      double[] nats = HeldOut.nats(base, windows, learned, own, Progress.SILENT)[0];
      float[] found = new float[WINDOWS];
      for (int i = 0; i < WINDOWS; i++) {
        found[i] = (float) nats[i];
      }
      tensors.put("ids", Tensor.of(ids, WINDOWS, C));
      tensors.put("x", x);
      tensors.put("nats", Tensor.of(found, WINDOWS));
      tensors.put("layer", Tensor.indices(learned.adapter().firstLayer()));
      Safetensors.write(Path.of(args[1]), tensors, Map.of());
    }
  }

  /** With an encoder and a Fisher matrix that nobody asks. */
  private static Learned learned(BaseModel base, Map<String, Tensor> adapter, Tensor x) {
    Map<String, Tensor> all = new LinkedHashMap<>(adapter);
    Tensor none = Tensor.zeros(DType.F32, RANK);
    Tensor width = Tensor.zeros(DType.F32, base.config().width());
    all.put("x", x);
    all.put("fisher", Tensor.zeros(DType.F32, 1, RANK, RANK));
    all.put("precision", none);
    all.put("encoder.weight", Tensor.zeros(DType.F32, base.config().width(), RANK));
    all.put("encoder.intercept", none);
    all.put("encoder.mean", width);
    all.put("encoder.deviation", width);
    return Learned.of(all, FitOptions.defaults());
  }

  private static Tensor gaussian(Random random, double deviation, long... shape) {
    Tensor tensor = Tensor.zeros(DType.F32, shape);
    float[] values = new float[(int) tensor.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return Tensor.of(values, shape);
  }
}
