package topiclora.adapter;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import topiclora.base.Modulator;
import topiclora.base.ModuleId;
import topiclora.tensor.Tensor;

/**
 * The shared part of a topic model: one modulation for each module that x reaches, lowest layer
 * first.
 */
public record Adapter(SequencedMap<ModuleId, Modulation> modules) {
  public Adapter {
    if (modules.isEmpty()) {
      throw new IllegalArgumentException("an adapter needs at least one module");
    }
  }

  /** Numbers in x. */
  public int rank() {
    return modules.firstEntry().getValue().numbers();
  }

  /** The first layer that x changes; everything below is the same for all documents. */
  public int firstLayer() {
    return modules.firstEntry().getKey().layer();
  }

  /** The modulator for a batch whose row b belongs to the document with vector {@code x[b]}. */
  public Modulator with(Tensor x) {
    return (module, h) -> {
      Modulation modulation = modules.get(module);
      return modulation == null ? null : modulation.delta(h, x);
    };
  }

  /** Every learned tensor, module by module. */
  public List<Tensor> learned() {
    return modules.values().stream().flatMap(m -> m.learned().stream()).toList();
  }

  /** See {@link Modulation#scales}, in the order of {@link #learned()}. */
  public double[] scales() {
    return modules.values().stream()
        .flatMap(m -> m.scales().stream())
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  /**
   * Overwrites these tensors with the values of {@code source}, which has the same modules and
   * forms.
   */
  public void copyFrom(Adapter source) {
    var values = source.tensors().values().iterator();
    tensors().values().forEach(tensor -> tensor.copyInPlace(values.next()));
  }

  /** The same modules with each tensor replaced by {@code change} of it. */
  public Adapter map(UnaryOperator<Tensor> change) {
    return each(m -> m.map(change));
  }

  /** See {@link Modulation#recentred}. */
  public Adapter recentred(Tensor mean) {
    return each(m -> m.recentred(mean));
  }

  /** See {@link Modulation#rescaled}. */
  public Adapter rescaled(Tensor scale) {
    return each(m -> m.rescaled(scale));
  }

  private Adapter each(UnaryOperator<Modulation> change) {
    SequencedMap<ModuleId, Modulation> changed = new LinkedHashMap<>();
    modules.forEach((id, m) -> changed.put(id, change.apply(m)));
    return new Adapter(changed);
  }

  /** The tensors by name, {@code 24.down.U}, as they are saved. */
  public SequencedMap<String, Tensor> tensors() {
    SequencedMap<String, Tensor> named = new LinkedHashMap<>();
    modules.forEach((id, m) -> m.tensors().forEach((letter, t) -> named.put(id + "." + letter, t)));
    return named;
  }

  /** Reads what {@link #tensors()} named; other names are passed over. */
  public static Adapter of(Map<String, Tensor> tensors) {
    SequencedMap<ModuleId, Modulation> modules = new LinkedHashMap<>();
    tensors.keySet().stream()
        .filter(name -> name.endsWith(".U"))
        .map(name -> ModuleId.parse(name.substring(0, name.length() - 2)))
        .sorted(Comparator.comparingInt(ModuleId::layer).thenComparing(ModuleId::kind))
        .forEach(
            id ->
                modules.put(
                    id,
                    new Down(
                        part(tensors, id, "U"), part(tensors, id, "V"), part(tensors, id, "A"))));
    return new Adapter(modules);
  }

  private static Tensor part(Map<String, Tensor> tensors, ModuleId id, String letter) {
    Tensor tensor = tensors.get(id + "." + letter);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor " + id + "." + letter);
    }
    return tensor;
  }
}
