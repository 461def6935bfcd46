package topiclora.core.internal.adapter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import topiclora.core.ModulationForm;
import topiclora.core.Sharing;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The shared adapter of a topic model: one modulation for each module that x reaches, lowest layer
 * first.
 *
 * @param modules one modulation each, lowest layer first
 * @param sharing how they share a document's vector
 * @param weights what x is scaled by in each module, {@code [M]}; with {@link Sharing#WEIGHTED}
 *     only
 */
public record Adapter(
    SequencedMap<ModuleId, Modulation> modules, Sharing sharing, @Nullable Tensor weights) {
  private static final String WEIGHTS = "weights";

  public Adapter {
    if (modules.isEmpty()) {
      throw new IllegalArgumentException("an adapter needs at least one module");
    }
    if ((weights == null) == (sharing == Sharing.WEIGHTED)) {
      throw new IllegalArgumentException("weights go with the sharing weighted, and only with it");
    }
    Set<Integer> dimensions = new LinkedHashSet<>();
    modules.values().forEach(m -> dimensions.add(m.dimensions()));
    if (sharing != Sharing.MODULE && dimensions.size() > 1) {
      throw new IllegalArgumentException(
          "sharing all or weighted wants maps of one size, these have %s dimensions; sharing module does not"
              .formatted(dimensions));
    }
  }

  /** All modules with the same x. */
  public Adapter(SequencedMap<ModuleId, Modulation> modules) {
    this(modules, Sharing.ALL, null);
  }

  /** Modules as {@code sharing} has them, every weight one. */
  public static Adapter of(SequencedMap<ModuleId, Modulation> modules, Sharing sharing) {
    float[] ones = new float[modules.size()];
    Arrays.fill(ones, 1);
    return new Adapter(
        modules, sharing, sharing == Sharing.WEIGHTED ? Tensor.of(ones, ones.length) : null);
  }

  /** Dimensions of a document's vector, n. */
  public int dimensions() {
    return sharing == Sharing.MODULE
        ? modules.values().stream().mapToInt(Modulation::dimensions).sum()
        : modules.firstEntry().getValue().dimensions();
  }

  /** The first layer that x changes; everything below is the same for all documents. */
  public int firstLayer() {
    return modules.firstEntry().getKey().layer();
  }

  /** Whether vectors add up: see {@link Modulation#isAffine}. */
  public boolean isAffine() {
    return modules.values().stream().allMatch(Modulation::isAffine);
  }

  /**
   * The modulator for a batch whose row b belongs to the document with vector {@code x[b]}; x is
   * {@code [B, n]}.
   */
  public LinearHook with(Tensor x) {
    Map<ModuleId, Tensor> parts = new HashMap<>();
    each(x, parts::put);
    return (module, h) -> {
      Modulation modulation = modules.get(module);
      Tensor part = parts.get(module);
      return modulation == null || part == null ? null : modulation.delta(h, part);
    };
  }

  /** {@link Modulation#orthogonalityPenalty} over all modules, {@code [B]}, of {@code x [B, n]}. */
  public Tensor orthogonalityPenalty(Tensor x) {
    List<Tensor> overlaps = new ArrayList<>();
    each(x, (id, part) -> overlaps.add(modulation(id).orthogonalityPenalty(part)));
    return overlaps.stream().reduce(Tensor::add).orElseThrow();
  }

  /** The document with vector {@code x [n]} as plain LoRA matrices, one pair a module. */
  public SequencedMap<ModuleId, LoraPair> lora(Tensor x) {
    SequencedMap<ModuleId, LoraPair> pairs = new LinkedHashMap<>();
    each(x, (id, part) -> pairs.put(id, modulation(id).lora(part)));
    return pairs;
  }

  /**
   * What dimension k of x is the scale of, in all modules together; the modules' weights are in it.
   * Only where {@link #isAffine()} and all modules have the same dimensions.
   */
  public SequencedMap<ModuleId, LoraPair> component(int k) {
    if (sharing == Sharing.MODULE) {
      throw new IllegalStateException("modules with an x of their own share no components");
    }
    SequencedMap<ModuleId, LoraPair> pairs = new LinkedHashMap<>();
    Tensor ones = Tensor.zeros(DType.F32, 1).fillInPlace(1);
    each(
        ones, // what a module makes of one is its weight
        (id, weight) -> {
          LoraPair pair = modulation(id).component(k);
          pairs.put(id, new LoraPair(pair.b().mul(weight), pair.a()));
        });
    return pairs;
  }

  /** What is done with the part of a vector that one module sees. */
  private interface Part {
    void seen(ModuleId id, Tensor part);
  }

  /** Hands every module its part of a vector, the last dimension of {@code x}. */
  private void each(Tensor x, Part part) {
    int dim = x.shape().length - 1;
    int at = 0;
    int i = 0;
    for (var module : modules.entrySet()) {
      switch (sharing) {
        case ALL -> part.seen(module.getKey(), x);
        case WEIGHTED ->
            part.seen(module.getKey(), x.mul(Objects.requireNonNull(weights).narrow(0, i, 1)));
        case MODULE -> {
          int dimensions = module.getValue().dimensions();
          part.seen(module.getKey(), x.narrow(dim, at, dimensions));
          at += dimensions;
        }
      }
      i++;
    }
  }

  /** Every learned tensor, module by module, and the modules' weights. */
  public List<Tensor> trainable() {
    List<Tensor> learned = new ArrayList<>();
    modules.values().forEach(m -> learned.addAll(m.trainable()));
    if (weights != null) {
      learned.add(weights);
    }
    return learned;
  }

  /** See {@link Modulation#scales}, in the order of {@link #trainable()}. */
  public double[] scales(double plain) {
    List<Double> scales = new ArrayList<>();
    modules.values().forEach(m -> scales.addAll(m.scales(plain)));
    if (weights != null) {
      scales.add(1.0);
    }
    return scales.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * Overwrites these tensors with the values of {@code source}, which has the same modules and
   * forms.
   */
  public void copyFrom(Adapter source) {
    var values = source.tensors().values().iterator();
    tensors().values().forEach(tensor -> tensor.copyInPlace(values.next()));
  }

  /** The same maps for {@code x - mean} as this has for x; see {@link Modulation#recentred}. */
  public Adapter recentred(Tensor mean) {
    SequencedMap<ModuleId, Modulation> changed = new LinkedHashMap<>();
    each(mean, (id, part) -> changed.put(id, modulation(id).recentred(part)));
    return new Adapter(changed, sharing, weights);
  }

  /** The same maps for {@code x * scale} as this has for x; see {@link Modulation#rescaled}. */
  public Adapter rescaled(Tensor scale) {
    SequencedMap<ModuleId, Modulation> changed = new LinkedHashMap<>();
    new Adapter(modules, sharing == Sharing.WEIGHTED ? Sharing.ALL : sharing, null)
        .each(scale, (id, part) -> changed.put(id, modulation(id).rescaled(part)));
    return new Adapter(changed, sharing, weights);
  }

  private Modulation modulation(ModuleId id) {
    return Objects.requireNonNull(modules.get(id));
  }

  /** The tensors by name, {@code 24.down.U}, as they are saved. */
  public SequencedMap<String, Tensor> tensors() {
    SequencedMap<String, Tensor> named = new LinkedHashMap<>();
    modules.forEach((id, m) -> m.tensors().forEach((letter, t) -> named.put(id + "." + letter, t)));
    if (weights != null) {
      named.put(WEIGHTS, weights);
    }
    return named;
  }

  /** Reads what {@link #tensors()} named; other names are passed over. */
  public static Adapter of(Map<String, Tensor> tensors, ModulationForm form, Sharing sharing) {
    Map<ModuleId, Map<String, Tensor>> parts = new HashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          int dot = name.lastIndexOf('.');
          if (dot > 0 && name.length() == dot + 2) {
            parts
                .computeIfAbsent(ModuleId.parse(name.substring(0, dot)), id -> new HashMap<>())
                .put(name.substring(dot + 1), tensor);
          }
        });
    Set<ModuleId> ordered =
        new TreeSet<>(Comparator.comparingInt(ModuleId::layer).thenComparing(ModuleId::kind));
    ordered.addAll(parts.keySet());
    var factory = new ModulationFactory(form);
    SequencedMap<ModuleId, Modulation> modules = new LinkedHashMap<>();
    for (ModuleId id : ordered) {
      try {
        modules.put(id, factory.of(parts.getOrDefault(id, Map.of())));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(id + ": " + e.getMessage(), e);
      }
    }
    Tensor weights = tensors.get(WEIGHTS);
    if (sharing == Sharing.WEIGHTED && weights == null) {
      throw new IllegalArgumentException("no tensor " + WEIGHTS);
    }
    return new Adapter(modules, sharing, sharing == Sharing.WEIGHTED ? weights : null);
  }
}
