package topiclora.core.internal.fit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import topiclora.core.LearningOptions;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.adapter.Modulation;
import topiclora.core.internal.adapter.ModulationFactory;
import topiclora.core.internal.start.Encoder;
import topiclora.lm.internal.checkpoint.BaseConfig;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * Everything that a fit learns.
 *
 * @param adapter the shared adapter
 * @param x one vector a document, {@code [D, n]}
 * @param fisher what one window tells about x
 * @param precision of the prior of x, {@code [n]}
 * @param encoder the mean of that prior; with the zero prior its weights are zero
 */
public record Parameters(
    Adapter adapter, Tensor x, Fisher fisher, Tensor precision, Encoder encoder) {

  /** Room for what is to be learned, all zero: a fit writes into it, so that no scope owns it. */
  static Parameters empty(
      BaseConfig base, List<ModuleId> ids, int documents, int rank, LearningOptions options) {
    SequencedMap<ModuleId, Modulation> modules = new LinkedHashMap<>();
    var factory = new ModulationFactory(options.modulation());
    for (ModuleId m : ids) {
      modules.put(m, factory.zeros(base.in(m.kind()), base.out(m.kind()), rank));
    }
    Adapter adapter = Adapter.of(modules, options.sharing());
    int dimensions = adapter.dimensions();
    return new Parameters(
        adapter,
        Tensor.zeros(DType.F32, documents, dimensions),
        Fisher.zeros(adapter),
        Tensor.zeros(DType.F32, dimensions),
        new Encoder(
            Tensor.zeros(DType.F32, base.width(), dimensions),
            Tensor.zeros(DType.F32, dimensions),
            Tensor.zeros(DType.F32, base.width()),
            Tensor.zeros(DType.F32, base.width()).fillInPlace(1)));
  }

  /** Every tensor by name, as it is saved. */
  public SequencedMap<String, Tensor> tensors() {
    SequencedMap<String, Tensor> named = new LinkedHashMap<>(adapter.tensors());
    named.put("x", x);
    named.put("fisher", fisher.blocks());
    named.put("precision", precision);
    named.put("encoder.weight", encoder.weight());
    named.put("encoder.intercept", encoder.intercept());
    named.put("encoder.mean", encoder.mean());
    named.put("encoder.deviation", encoder.deviation());
    return named;
  }

  /** Reads what {@link #tensors()} named, fitted with these options. */
  public static Parameters of(Map<String, Tensor> tensors, LearningOptions options) {
    return new Parameters(
        Adapter.of(tensors, options.modulation(), options.sharing()),
        part(tensors, "x"),
        new Fisher(part(tensors, "fisher")),
        part(tensors, "precision"),
        new Encoder(
            part(tensors, "encoder.weight"),
            part(tensors, "encoder.intercept"),
            part(tensors, "encoder.mean"),
            part(tensors, "encoder.deviation")));
  }

  private static Tensor part(Map<String, Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor " + name);
    }
    return tensor;
  }

  /** The same shared adapter with vectors of other documents. */
  public Parameters with(Tensor vectors) {
    return new Parameters(adapter, vectors, fisher, precision, encoder);
  }

  /** Overwrites these tensors with the values of {@code source}. */
  public void copyFrom(Parameters source) {
    var values = source.tensors().values().iterator();
    try (var scope = Scope.open()) {
      tensors().values().forEach(tensor -> tensor.copyInPlace(values.next()));
    }
  }

  /** The same model with the mean of x at zero: the mean document moves into U V, exactly. */
  Parameters recentred(Tensor mean) {
    return new Parameters(
        adapter.recentred(mean),
        x.sub(mean),
        fisher,
        precision,
        encoder.regauged(mean, mean.mul(0).add(1)));
  }

  /**
   * The same model in the gauge in which vectors are compared: one window tells a component of x to
   * unit variance on average, and a component is positive where few documents have much of it. How
   * long components are beside each other stays as the start chose it.
   */
  Parameters normalised() {
    double unit = Math.sqrt(fisher.scale() + 1e-20);
    Tensor skew = x.square().mul(x).sum(0); // [n]
    Tensor scale = skew.div(skew.abs().add(1e-20)).mul(unit);
    return new Parameters(
        adapter.rescaled(scale),
        x.mul(scale),
        fisher.rescaled(scale),
        precision.div(scale.square()),
        encoder.regauged(scale.mul(0), scale));
  }
}
