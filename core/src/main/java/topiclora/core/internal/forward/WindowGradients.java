package topiclora.core.internal.forward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import topiclora.core.internal.adapter.Adapter;
import topiclora.lm.Progress;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * How each window would want the outputs of the modules moved: the ascent direction of its
 * log-likelihood, summed over its tokens.
 *
 * @param gradient {@code [N, G]}, the modules' outputs side by side; bfloat16, since it is large
 *     and nothing needs single numbers of it
 * @param meanInput the mean input of each module over all tokens but the first of each window,
 *     where a model parks attention and states are many times as long, {@code [in]}
 */
public record WindowGradients(Tensor gradient, List<Tensor> meanInput) {
  private static final int BATCH = 128;

  /** Windows that are looked at in float32 at a time. */
  private static final int PART = 1024;

  public static WindowGradients of(
      BaseModel base,
      UpperLayers upper,
      List<ModuleId> modules,
      int[] rows,
      SampledSoftmax vocabulary,
      Progress progress) {
    int width = modules.stream().mapToInt(m -> base.config().out(m.kind())).sum();
    Tensor gradient = Tensor.empty(DType.BF16, rows.length, width);
    List<Tensor> mean =
        modules.stream().map(m -> Tensor.zeros(DType.F32, base.config().in(m.kind()))).toList();
    for (int at = 0; at < rows.length; at += BATCH) {
      int[] batch = Arrays.copyOfRange(rows, at, Math.min(at + BATCH, rows.length));
      try (var scope = Scope.withGradients()) {
        List<Tensor> shifts = new ArrayList<>();
        for (ModuleId m : modules) {
          Tensor none = Tensor.zeros(base.type(), batch.length, 1, base.config().out(m.kind()));
          shifts.add(none.requireGradient());
        }
        double share = (double) batch.length / rows.length;
        LinearHook shifted =
            (module, h) -> {
              int i = modules.indexOf(module);
              if (i < 0) {
                return null;
              }
              Tensor states = h.detach().narrow(1, 1, h.size(1) - 1L).to(DType.F32);
              mean.get(i).addInPlace(states.mean(1).mean(0), share);
              return shifts.get(i);
            };
        var back = upper.backward(batch, shifted, shifts, vocabulary);
        List<Tensor> flat = back.gradients().stream().map(g -> g.view(batch.length, -1)).toList();
        Tensor ascent = Tensor.cat(flat, 1).negate();
        gradient.narrow(0, at, batch.length).copyInPlace(ascent);
      }
      progress.step("gradient pass", at + batch.length, rows.length, "");
    }
    return new WindowGradients(gradient, mean);
  }

  /** The products with some directions {@code [G, k]}: {@code [N, k]}, float32. */
  public Tensor times(Tensor directions) {
    Tensor found = Tensor.zeros(DType.F32, gradient.size(0), directions.size(1));
    byPart((at, part) -> found.narrow(0, at, part.size(0)).copyInPlace(part.matmul(directions)));
    return found;
  }

  /** The mean over all windows, {@code [G]}, float32. */
  public Tensor mean() {
    Tensor sum = Tensor.zeros(DType.F32, gradient.size(1));
    byPart((at, part) -> sum.addInPlace(part.sum(0)));
    return sum.mul(1.0 / gradient.size(0));
  }

  /** The sum over each document's windows, {@code [D, G]}, float32. */
  public Tensor byDocument(WindowFeatures windows) {
    Tensor sums = Tensor.zeros(DType.F32, windows.documents(), gradient.size(1));
    byPart((at, part) -> sums.addRowsInPlace(windows.owners().narrow(0, at, part.size(0)), part));
    return sums;
  }

  private interface Part {
    void look(int at, Tensor rows);
  }

  private void byPart(Part look) {
    int rows = gradient.size(0);
    for (int at = 0; at < rows; at += PART) {
      try (var scope = Scope.open()) {
        look.look(at, gradient.narrow(0, at, Math.min(PART, rows - at)).to(DType.F32));
      }
    }
  }

  /**
   * Gradients of each window's log-likelihood at x = 0, {@code [N, n]}, to first order: the inputs
   * of every module stand at their mean.
   */
  public Tensor evidence(Adapter adapter) {
    int rows = gradient.size(0);
    Tensor found = Tensor.zeros(DType.F32, rows, adapter.dimensions());
    for (int at = 0; at < rows; at += PART) {
      int size = Math.min(PART, rows - at);
      try (var scope = Scope.withGradients()) {
        Tensor x = Tensor.zeros(DType.F32, size, adapter.dimensions()).requireGradient();
        LinearHook modulator = adapter.with(x);
        List<Tensor> outputs = new ArrayList<>();
        int i = 0;
        for (ModuleId module : adapter.modules().keySet()) {
          Tensor mean = meanInput.get(i++);
          Tensor everywhere = mean.expand(size, 1, mean.size(0));
          outputs.add(Objects.requireNonNull(modulator.delta(module, everywhere)).view(size, -1));
        }
        Tensor seed = gradient.narrow(0, at, size).to(DType.F32);
        Tensor along = Tensor.cat(outputs, 1).gradients(seed, List.of(x)).getFirst();
        try (var copy = Scope.open()) {
          found.narrow(0, at, size).copyInPlace(along);
        }
      }
    }
    return found;
  }
}
