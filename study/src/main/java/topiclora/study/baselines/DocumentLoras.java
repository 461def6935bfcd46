package topiclora.study.baselines;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import topiclora.core.LearningOptions;
import topiclora.core.Modulate;
import topiclora.core.ModulationForm;
import topiclora.core.Sharing;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.adapter.Lora;
import topiclora.core.internal.adapter.Modulation;
import topiclora.core.internal.adapter.ModulationFactory;
import topiclora.core.internal.fit.Adam;
import topiclora.core.internal.fit.Fit;
import topiclora.core.internal.fit.HeldOut;
import topiclora.core.internal.fit.HeldOutEvaluation;
import topiclora.core.internal.forward.Activations;
import topiclora.core.internal.forward.SampledSoftmax;
import topiclora.core.internal.forward.UpperLayers;
import topiclora.core.internal.windows.SeededRandom;
import topiclora.core.internal.windows.Windows;
import topiclora.lm.Progress;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * A whole LoRA for each document, trained alone on its windows (parametric RAG, Su et al. 2025,
 * arXiv 2501.15915): what a document's vector is compared with. None is kept.
 *
 * @param heldOut of the documents' windows with their own LoRA, with none, which is the base model,
 *     and with another document's
 * @param dimensions of one LoRA
 * @param seconds for the forward passes, training and scoring all of them
 * @param training the part of those that went into training, the lower layers included
 */
public record DocumentLoras(HeldOut heldOut, long dimensions, double seconds, double training) {
  /** Windows of a step. */
  private static final int STEP = 4;

  /**
   * Trains and scores one LoRA after another.
   *
   * @param options whose rank, layers, modules, epochs and seed are used
   * @param rate learning rate of Adam
   */
  public static DocumentLoras of(
      BaseModel base, Windows windows, LearningOptions options, double rate, Progress progress) {
    return new Training(base, windows, options, rate).run(progress);
  }

  private static final class Training {
    private final BaseModel base;
    private final Windows windows;
    private final LearningOptions options;
    private final double rate;
    private final List<ModuleId> modules;
    private final Activations computed;
    private final SampledSoftmax vocabulary;
    private final SampledSoftmax whole;
    private final double[] own;
    private final double[] zero;
    private final double[] other;
    private Adapter current;
    private Adapter previous;
    private long nanos;

    Training(BaseModel base, Windows windows, LearningOptions options, double rate) {
      this.base = base;
      this.windows = windows;
      this.options = options;
      this.rate = rate;
      this.modules = Fit.modules(base, options);
      this.computed = Activations.computed(base, windows, from());
      this.vocabulary =
          SampledSoftmax.of(base, windows, SeededRandom.generator(options.seed(), "vocabulary", 0));
      this.whole = SampledSoftmax.whole(base);
      this.own = new double[windows.documents()];
      this.zero = new double[windows.documents()];
      this.other = new double[windows.documents()];
      this.current = empty();
      this.previous = empty();
    }

    private int from() {
      return modules.getFirst().layer();
    }

    private Adapter empty() {
      var form = new ModulationFactory(ModulationForm.of(Modulate.NONE));
      SequencedMap<ModuleId, Modulation> zeros = new LinkedHashMap<>();
      for (ModuleId m : modules) {
        int in = base.config().in(m.kind());
        zeros.put(m, form.zeros(in, base.config().out(m.kind()), options.rank()));
      }
      return Adapter.of(zeros, Sharing.ALL);
    }

    DocumentLoras run(Progress progress) {
      long start = System.nanoTime();
      int[] order =
          SeededRandom.of(
              IntStream.range(0, windows.documents()).toArray(),
              SeededRandom.generator(options.seed(), "documents", 0));
      int[][] training = windows.byDocument(windows.rows(false), windows.documents());
      int[][] held = windows.byDocument(windows.rows(true), windows.documents());
      train(order[order.length - 1], training); // the shuffled one, for the first
      nanos = 0;
      for (int i = 0; i < order.length; i++) {
        Adapter swapped = previous;
        previous = current;
        current = swapped;
        train(order[i], training);
        score(order[i], held[order[i]]);
        progress.step("a LoRA for each document", i + 1, order.length, "");
      }
      long dimensions = current.trainable().stream().mapToLong(Tensor::count).sum();
      return new DocumentLoras(
          new HeldOut(own, zero, other, HeldOutEvaluation.tokens(windows)),
          dimensions,
          (System.nanoTime() - start) / 1e9,
          nanos / 1e9);
    }

    /** From scratch, on nothing but the document's own windows. */
    private void train(int document, int[][] training) {
      long start = System.nanoTime();
      int[] rows = training[document];
      try (var scope = Scope.open()) {
        current.copyFrom(drawn(SeededRandom.generator(options.seed(), "lora", document)));
        Adam adam = new Adam(current.trainable());
        double[] rates = new double[current.trainable().size()];
        Arrays.fill(rates, rate);
        adam.restore(0, rates);
        UpperLayers upper = rows.length == 0 ? null : upper(rows);
        for (int epoch = 0; upper != null && epoch < options.epochs(); epoch++) {
          var random = SeededRandom.generator(options.seed(), "order " + document, epoch);
          int[] shuffled = SeededRandom.of(rows, random);
          for (int at = 0; at < shuffled.length; at += STEP) {
            int to = Math.min(at + STEP, shuffled.length);
            step(adam, upper, Arrays.copyOfRange(shuffled, at, to));
          }
        }
      }
      nanos += System.nanoTime() - start;
    }

    /** U zero and V Gaussian, as LoRA starts (Hu et al. 2021). */
    private Adapter drawn(RandomGenerator random) {
      SequencedMap<ModuleId, Modulation> drawn = new LinkedHashMap<>();
      for (ModuleId m : modules) {
        int in = base.config().in(m.kind());
        float[] values = new float[options.rank() * in];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (random.nextGaussian() / Math.sqrt(in));
        }
        Tensor u = Tensor.zeros(DType.F32, base.config().out(m.kind()), options.rank());
        drawn.put(m, new Lora(u, Tensor.of(values, options.rank(), in)));
      }
      return Adapter.of(drawn, Sharing.ALL);
    }

    /** The lower layers are the same in each epoch, and run once. */
    private UpperLayers upper(int[] rows) {
      Tensor lower = computed.rows(rows); // [B, L, W]
      Activations kept =
          wanted -> {
            int[] at = Arrays.stream(wanted).map(row -> Arrays.binarySearch(rows, row)).toArray();
            return lower.select(0, Tensor.indices(at)).narrow(1, 0, windows.longest(wanted));
          };
      return new UpperLayers(base, windows, kept, from());
    }

    private void step(Adam adam, UpperLayers upper, int[] rows) {
      try (var scope = Scope.withGradients()) {
        List<Tensor> leaves = current.trainable().stream().map(Tensor::requireGradient).toList();
        var back = upper.backward(rows, with(current, rows.length), leaves, vocabulary);
        try (var updates = Scope.open()) {
          adam.step(back.gradients());
        }
      }
    }

    private void score(int document, int[] rows) {
      if (rows.length == 0) {
        return;
      }
      try (var scope = Scope.open()) {
        UpperLayers.Batch read = new UpperLayers(base, windows, computed, from()).read(rows);
        own[document] = sum(read.nll(with(current, rows.length), whole));
        zero[document] = sum(read.nll(LinearHook.NONE, whole));
        other[document] = sum(read.nll(with(previous, rows.length), whole));
      }
    }

    private static LinearHook with(Adapter adapter, int rows) {
      return adapter.with(Tensor.zeros(DType.F32, rows, 0));
    }

    private static double sum(float[] nll) {
      double sum = 0;
      for (float one : nll) {
        sum += one;
      }
      return sum;
    }
  }
}
