import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.args.LogFormat;

/**
 * Tokens a second of greedy writing: llama.cpp, on the same file and prompt as Speed.java.
 *
 * <p>{@code java -cp LIBRARIES:llama-4.2.0.jar LlamaSpeed.java BASE.gguf THREADS}; compile it
 * together with Speed.java.
 */
final class LlamaSpeed {
  private LlamaSpeed() {}

  public static void main(String... args) {
    LlamaModel.setLogger(LogFormat.TEXT, (level, message) -> {});
    int threads = Integer.parseInt(args[1]);
    var parameters =
        new ModelParameters()
            .setModel(args[0])
            .setCtxSize(512)
            .setThreads(threads)
            .setThreadsBatch(threads);
    double[] read = new double[Speed.RUNS];
    double[] written = new double[Speed.RUNS];
    double[] processor = new double[Speed.RUNS];
    StringBuilder text = new StringBuilder();
    try (var model = new LlamaModel(parameters)) {
      int prompt = model.encode(Speed.TEXT).length;
      for (int run = -1; run < Speed.RUNS; run++) { // the first one warms up
        var ask =
            new InferenceParameters(Speed.TEXT)
                .setTemperature(0)
                .setNPredict(Speed.TOKENS)
                .setIgnoreEos(true)
                .setCachePrompt(false)
                .setRepeatPenalty(1);
        text.setLength(0);
        double before = Speed.processor();
        long start = System.nanoTime();
        long first = 0;
        long last = 0;
        int count = 0;
        for (LlamaOutput output : model.generate(ask)) {
          last = System.nanoTime();
          first = count == 0 ? last : first;
          count++;
          text.append(output.text);
        }
        if (run >= 0) {
          processor[run] = Speed.processor() - before;
          read[run] = prompt * 1e9 / (first - start);
          written[run] = (count - 1) * 1e9 / (last - first);
        }
      }
      Speed.print("llama.cpp", threads, prompt, read, written, processor, text.toString());
    }
  }
}
