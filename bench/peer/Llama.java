import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.args.LogFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Does llama.cpp load our export as it is, and continue texts as we do?
 *
 * <p>{@code java -cp llama-4.2.0.jar:... Llama.java BASE.gguf OUT}; OUT is what Adapters.java wrote. The jar is
 * de.kherud:llama, which carries llama.cpp.
 */
final class Llama {
  private static final int NEW_TOKENS = 8;

  private Llama() {}

  public static void main(String... args) throws IOException {
    LlamaModel.setLogger(LogFormat.TEXT, (level, message) -> {});
    Path out = Path.of(args[1]);
    compare(args[0], null, out.resolve("without.txt"));
    compare(args[0], out.resolve("gguf").resolve("adapter.gguf").toString(), out.resolve("with.txt"));
  }

  private static void compare(String base, String adapter, Path ours) throws IOException {
    ModelParameters parameters = new ModelParameters().setModel(base).setCtxSize(512).setThreads(1).setThreadsBatch(1);
    if (adapter != null) {
      parameters.addLoraAdapter(adapter);
    }
    List<String> expected = Files.readAllLines(ours);
    int same = 0;
    int common = 0;
    int all = 0;
    try (var model = new LlamaModel(parameters)) {
      for (int i = 0; i < expected.size(); i++) {
        var ask =
            new InferenceParameters(Adapters.TEXTS.get(i))
                .setTemperature(0)
                .setNPredict(NEW_TOKENS)
                .setCachePrompt(false)
                .setRepeatPenalty(1);
        String theirs = model.complete(ask).replace("\n", "\\n");
        same += theirs.equals(expected.get(i)) ? 1 : 0;
        common += common(theirs, expected.get(i));
        all += expected.get(i).length();
        if (!theirs.equals(expected.get(i))) {
          System.out.println("ours   " + expected.get(i) + "\ntheirs " + theirs);
        }
      }
    }
    System.out.printf(
        "%s: %d of %d texts the same; %d of %d characters before the first difference%n",
        adapter == null ? "without" : "with", same, expected.size(), common, all);
  }

  private static int common(String a, String b) {
    int n = 0;
    while (n < Math.min(a.length(), b.length()) && a.charAt(n) == b.charAt(n)) {
      n++;
    }
    return n;
  }
}
