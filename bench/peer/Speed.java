import java.nio.file.Path;
import java.util.Arrays;
import topiclora.base.BaseModel;
import topiclora.base.Generator;
import topiclora.base.Modulator;
import topiclora.base.Sampling;
import topiclora.tensor.Cpu;
import topiclora.tensor.DType;
import topiclora.tensor.Device;

/**
 * Tokens a second of greedy writing: ours, to set beside LlamaSpeed.java and speed.py.
 *
 * <p>{@code java -cp LIBRARIES Speed.java BASE.gguf THREADS [F32|BF16]}; the type is what this
 * processor is fast in where it is left out. Medians of three runs of 64 tokens after a prompt of
 * about 90; the time of the first token is the prompt's. Seconds of the processor are said too:
 * with one thread they are about what an idle machine would take.
 */
final class Speed {
  static final int TOKENS = 64;
  static final int RUNS = 3;
  static final String TEXT =
      "The river had been rising since the morning, and by noon the lower road was under water."
          + " Farmers moved their animals to the hill, the school sent the children home, and the"
          + " ferryman tied his boat to the church wall. Nobody remembered a flood so early in the"
          + " year. The mayor asked for sandbags, the baker gave away his bread, and in the evening"
          + " everyone who could hold a lamp stood on the bridge and watched";

  private Speed() {}

  public static void main(String... args) {
    int threads = Integer.parseInt(args[1]);
    Cpu.threads(threads);
    DType type = args.length > 2 ? DType.valueOf(args[2]) : Device.fastType();
    try (var base = BaseModel.open(Path.of(args[0]), type)) {
      int[] prompt = base.tokenizer().encodeFromStart(TEXT);
      double[] read = new double[RUNS];
      double[] written = new double[RUNS];
      double[] processor = new double[RUNS];
      String text = "";
      for (int run = -1; run < RUNS; run++) { // the first one warms up
        long[] times = new long[TOKENS];
        int[] count = {0};
        double before = processor();
        long start = System.nanoTime();
        int[] ids =
            new Generator(base.packed(), Sampling.greedy())
                .generate(
                    prompt,
                    TOKENS,
                    Modulator.NONE,
                    id -> {
                      times[count[0]++] = System.nanoTime();
                      return false;
                    });
        if (run >= 0) {
          processor[run] = processor() - before;
          read[run] = prompt.length * 1e9 / (times[0] - start);
          written[run] = (count[0] - 1) * 1e9 / (times[count[0] - 1] - times[0]);
        }
        text = base.tokenizer().decode(ids);
      }
      print("TopicLoRA, " + type, threads, prompt.length, read, written, processor, text);
    }
  }

  /** Seconds of the processor that this program has had, of all threads. */
  static double processor() {
    var system =
        (com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }

  static void print(
      String name,
      int threads,
      int prompt,
      double[] read,
      double[] written,
      double[] processor,
      String text) {
    Arrays.sort(read);
    Arrays.sort(written);
    Arrays.sort(processor);
    System.out.printf(
        "%s, %d threads: prompt of %d tokens %.0f tokens/s, then %.1f tokens/s; %.2f s of processor"
            + " a run%n  %s%n",
        name,
        threads,
        prompt,
        read[RUNS / 2],
        written[RUNS / 2],
        processor[RUNS / 2],
        text.replace("\n", "\\n"));
  }
}
