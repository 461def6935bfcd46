package topiclora.bench.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import topiclora.bench.speed.StepBenchmark.Phase;
import topiclora.core.LearningOptions;
import topiclora.lm.internal.checkpoint.BaseConfig;
import topiclora.lm.internal.tensor.DType;

/**
 * How fast a fit runs on this machine, and how much of what the machine could do that is.
 *
 * @param peakGflops the fastest matrix product in the type that the base computes in
 * @param foldInDocumentsPerSecond of the fit's largest length
 */
record SpeedTable(
    String processor,
    String base,
    DType type,
    double peakGflops,
    List<Product> products,
    List<Work> works,
    double foldInDocumentsPerSecond) {

  /**
   * A piece of work.
   *
   * @param seconds for one batch
   * @param tokensPerSecond tokens of the windows
   * @param gflop useful operations of a batch, in thousand millions; 0 where none are counted
   * @param ofPeak share of the fastest product that those ran at
   * @param ofStep share of a step's time, 0 for what is no part of a step
   */
  record Work(
      String name,
      double seconds,
      double tokensPerSecond,
      double gflop,
      double ofPeak,
      double ofStep) {}

  static double peak(List<Product> products, DType type) {
    return products.stream()
        .filter(product -> product.type() == type)
        .mapToDouble(Product::gflops)
        .max()
        .orElseThrow();
  }

  /** What was measured, with the operations that it needed. */
  static List<Work> works(
      StepBenchmark.Times times, BaseConfig base, LearningOptions options, double peak) {
    var needed = new Operations(base, times.firstLayer(), options);
    double window = options.window();
    var works = new ArrayList<Work>();
    double lowerLayers = needed.forwardPass(times.promptTokens()) * times.windows() / 1e9;
    double read = window * times.windows();
    works.add(work("lower layers, once", times.forwardPass(), read, lowerLayers, peak, 0));
    int batch = times.batch();
    double head = needed.head(times.vocabulary());
    double step = (needed.forward() + head + needed.backward()) * batch / 1e9;
    double tokens = window * batch;
    works.add(work("a step", times.step(), tokens, step, peak, 1));
    double rest = times.step();
    for (var part : times.parts().entrySet()) {
      double seconds = part.getValue();
      double gflop =
          switch (part.getKey()) {
            case FORWARD -> needed.forward() * batch / 1e9;
            case HEAD -> head * batch / 1e9;
            case BACKWARD -> needed.backward() * batch / 1e9;
            case READ, UPDATE -> 0;
          };
      works.add(work(name(part.getKey()), seconds, tokens, gflop, peak, seconds / times.step()));
      rest -= seconds;
    }
    works.add(work("  between them", rest, tokens, 0, peak, rest / times.step()));
    works.add(work("Newton, once an epoch", times.newton(), 0, 0, peak, 0));
    return works;
  }

  private static Work work(
      String name, double seconds, double tokens, double gflop, double peak, double ofStep) {
    return new Work(name, seconds, tokens / seconds, gflop, gflop / seconds / peak, ofStep);
  }

  private static String name(Phase part) {
    return switch (part) {
      case READ -> "  read the cache";
      case FORWARD -> "  upper layers";
      case HEAD -> "  softmax and loss";
      case BACKWARD -> "  back to x, U, V";
      case UPDATE -> "  gather, Adam";
    };
  }

  /** Lines for a person, columns aligned. */
  String text() {
    var text = new StringBuilder();
    text.append("%s, %s%n%n".formatted(processor, base));
    text.append("%-26s  %6s%n".formatted("matrix product", "GFLOPS"));
    for (Product p : products) {
      String shape = "%s %d x %d x %d".formatted(p.type(), p.rows(), p.inner(), p.columns());
      text.append(String.format(Locale.ROOT, "%-26s  %6.1f%n", shape, p.gflops()));
    }
    text.append(
        "%n%-20s  %8s  %8s  %7s  %7s  %7s%n"
            .formatted("", "ms", "tokens/s", "GFLOP", "of peak", "of step"));
    for (Work w : works) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-20s  %8.1f  %8s  %7s  %7s  %7s%n",
              w.name(),
              1000 * w.seconds(),
              w.gflop() == 0 ? "" : "%.0f".formatted(w.tokensPerSecond()),
              w.gflop() == 0 ? "" : "%.1f".formatted(w.gflop()),
              w.gflop() == 0 ? "" : percent(w.ofPeak()),
              w.ofStep() == 0 ? "" : percent(w.ofStep())));
    }
    text.append(
        String.format(Locale.ROOT, "%nfold-in: %.2f documents/s%n", foldInDocumentsPerSecond));
    return text.toString();
  }

  private static String percent(double share) {
    return "%.0f%%".formatted(100 * share);
  }
}
