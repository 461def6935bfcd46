package topiclora.fit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import topiclora.Progress;
import topiclora.base.BaseModel;
import topiclora.base.ModuleId;
import topiclora.tensor.DType;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/**
 * How each window would want the outputs of the modules moved: the ascent direction of its log-likelihood, summed
 * over its tokens.
 *
 * @param rows the windows, N
 * @param gradient {@code [N, G]}, the modules' outputs side by side, float32
 * @param meanInput the mean input of each module over all tokens, {@code [in]}
 */
record WindowGradients(int[] rows, Tensor gradient, SequencedMap<ModuleId, Tensor> meanInput) {
  private static final int BATCH = 64;

  /** The module's columns of {@code matrix [G, r]}. */
  static SequencedMap<ModuleId, Tensor> split(
      Tensor matrix, Iterable<ModuleId> modules, BaseModel base) {
    SequencedMap<ModuleId, Tensor> parts = new LinkedHashMap<>();
    int at = 0;
    for (ModuleId module : modules) {
      int out = base.config().out(module.kind());
      parts.put(module, matrix.narrow(0, at, out));
      at += out;
    }
    return parts;
  }

  static WindowGradients of(
      BaseModel base,
      UpperLayers upper,
      List<ModuleId> modules,
      int[] rows,
      Vocabulary vocabulary,
      Progress progress) {
    int width = modules.stream().mapToInt(m -> base.config().out(m.kind())).sum();
    Tensor gradient = Tensor.empty(DType.F32, rows.length, width);
    SequencedMap<ModuleId, Tensor> mean = new LinkedHashMap<>();
    modules.forEach(m -> mean.put(m, Tensor.zeros(DType.F32, base.config().in(m.kind()))));
    double nats = 0;
    for (int at = 0; at < rows.length; at += BATCH) {
      int[] batch = java.util.Arrays.copyOfRange(rows, at, Math.min(at + BATCH, rows.length));
      try (var scope = Scope.withGradients()) {
        Map<ModuleId, Tensor> shift = new LinkedHashMap<>();
        modules.forEach(
            m ->
                shift.put(
                    m,
                    Tensor.zeros(base.type(), batch.length, 1, base.config().out(m.kind()))
                        .requireGradient()));
        var back =
            upper.backward(
                batch,
                (module, h) -> {
                  Tensor wanted = shift.get(module);
                  if (wanted != null) {
                    Tensor states = h.detach().view(-1, h.size(-1)).to(DType.F32);
                    mean.get(module).addInPlace(states.mean(0), (double) batch.length / rows.length);
                  }
                  return wanted;
                },
                List.copyOf(shift.values()),
                vocabulary);
        List<Tensor> flat = back.gradients().stream().map(g -> g.view(batch.length, -1)).toList();
        gradient
            .narrow(0, at, batch.length)
            .copyInPlace(Tensor.cat(flat, 1).to(DType.F32).negate());
        for (float nat : back.nats()) {
          nats += nat;
        }
      }
      int done = at + batch.length;
      progress.step("gradient pass", done, rows.length, "");
    }
    return new WindowGradients(rows, gradient, mean);
  }
}
