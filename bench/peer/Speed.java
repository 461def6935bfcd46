import java.nio.file.Path;
import java.util.Arrays;
import topiclora.lm.ComputeOptions;
import topiclora.lm.ElementType;
import topiclora.lm.internal.generate.Generator;
import topiclora.lm.internal.generate.TokenRequest;
import topiclora.lm.internal.model.BaseModel;

/**
 * Tokens a second of greedy decoding: ours, to set beside LlamaSpeed.java and speed.py.
 *
 * <p>{@code java -cp LIBRARIES Speed.java BASE.gguf THREADS [FLOAT32|BFLOAT16]}; the type is what this
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
    ElementType wanted = args.length > 2 ? ElementType.valueOf(args[2]) : ElementType.AUTO;
    var compute = ComputeOptions.defaults().withType(wanted).withThreads(threads);
    try (var base = BaseModel.open(Path.of(args[0]), compute)) {
      int[] prompt = base.tokenizer().encodeWithBos(TEXT);
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
            new Generator(base.packed())
                .generate(
                    TokenRequest.of(prompt, TOKENS),
                    id -> {
                      times[count[0]++] = System.nanoTime();
                      return false;
                    })
                .ids();
        if (run >= 0) {
          processor[run] = processor() - before;
          read[run] = prompt.length * 1e9 / (times[0] - start);
          written[run] = (count[0] - 1) * 1e9 / (times[count[0] - 1] - times[0]);
        }
        text = base.tokenizer().decode(ids);
      }
      print("TopicLoRA, " + base.type(), threads, prompt.length, read, written, processor, text);
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
