package topiclora.core.internal.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import topiclora.core.Modulate;
import topiclora.core.ModulationForm;
import topiclora.core.Sharing;
import topiclora.core.VectorShape;
import topiclora.lm.LinearKind;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.model.TinyBase;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/** What every form of modulation must hold to. */
final class ModulationTest {
  private static final int RANK = 3;
  private static final double CLOSE = 1e-4;

  private static List<ModulationForm> forms() {
    List<ModulationForm> forms = new ArrayList<>();
    for (Modulate kind : Modulate.values()) {
      for (VectorShape shape : VectorShape.values()) {
        for (boolean learnedA : new boolean[] {false, true}) {
          boolean column = kind == Modulate.DOWN || kind == Modulate.UP;
          boolean hasA = kind != Modulate.HYPER && kind != Modulate.NONE;
          if ((column || shape == VectorShape.RANK) && (hasA || !learnedA)) {
            forms.add(new ModulationForm(kind, shape, learnedA));
          }
        }
      }
    }
    return forms;
  }

  private static Stream<ModulationForm> affineForms() {
    return forms().stream()
        .filter(form -> new ModulationFactory(form).zeros(6, 5, RANK).isAffine());
  }

  private static Stream<ModulationForm> affineFormsWithVectors() {
    return affineForms()
        .filter(form -> new ModulationFactory(form).zeros(6, 5, RANK).dimensions() > 0);
  }

  /** Every form with every sharing; one without x has nothing to share. */
  private static Stream<Arguments> combinations() {
    return forms().stream()
        .flatMap(
            form ->
                Arrays.stream(Sharing.values())
                    .filter(
                        share ->
                            share == Sharing.ALL
                                || new ModulationFactory(form).zeros(6, 5, RANK).dimensions() > 0)
                    .map(share -> arguments(form, share)));
  }

  @TempDir private static Path folder;
  private static BaseModel base;

  private final Random random = new Random(3);
  private Scope scope;

  @BeforeAll
  static void openBase() {
    base = TinyBase.open(folder);
  }

  @AfterAll
  static void closeBase() {
    base.close();
  }

  @BeforeEach
  void openScope() {
    scope = Scope.open();
  }

  @AfterEach
  void closeScope() {
    scope.close();
  }

  @Test
  void everyFormIsUnderThisContract() {
    Set<Class<?>> made = new HashSet<>();
    forms().forEach(form -> made.add(new ModulationFactory(form).zeros(6, 5, RANK).getClass()));
    assertThat(made).containsExactlyInAnyOrder(Modulation.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("forms")
  void nothingIsAddedAtTheStartWhereXIsZero(ModulationForm form) {
    Tensor h = TinyBase.gaussian(random, 1, 2, 4, 6);
    Tensor directions = TinyBase.gaussian(random, 1, 5, RANK);
    Modulation modulation =
        new ModulationFactory(form)
            .initialised(directions, TinyBase.gaussian(random, 1, 6), new Random(5));
    assertThat(modulation.delta(h, none(modulation, 2)).abs().view(-1).max(0).item()).isZero();
    if (modulation.dimensions() > 0) {
      assertThat(modulation.delta(h, x(modulation, 2)).abs().max(0).toFloats()).doesNotContain(0);
    }
  }

  /** With all of a factor at zero the other has no gradient, and a fit never moves. */
  @ParameterizedTest
  @MethodSource("forms")
  void everyLearnedTensorCanMoveFromTheStart(ModulationForm form) {
    Tensor directions = TinyBase.gaussian(random, 1, 5, RANK);
    Modulation modulation =
        new ModulationFactory(form)
            .initialised(directions, TinyBase.gaussian(random, 1, 6), new Random(5));
    assertThat(modulation.scales(1)).hasSameSizeAs(modulation.trainable());
    assertThat(modulation.scales(0.3)).allMatch(scale -> scale > 0);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aBatchOfDifferentDocumentsEqualsOneAtATime(ModulationForm form) {
    Tensor h = TinyBase.gaussian(random, 1, 3, 4, 6);
    Modulation modulation = random(form, 6, 5);
    Tensor x = x(modulation, 3);
    Tensor batch = modulation.delta(h, x);
    assertThat(batch.shape()).containsExactly(3, 4, 5);
    for (int b = 0; b < 3; b++) {
      Tensor alone = modulation.delta(h.narrow(0, b, 1), x.narrow(0, b, 1));
      assertClose(batch.narrow(0, b, 1), alone);
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void mergedWeightsEqualTheTermThatIsAdded(ModulationForm form) {
    Tensor h = TinyBase.gaussian(random, 1, 1, 4, 6);
    Tensor weight = TinyBase.gaussian(random, 1, 5, 6);
    Modulation modulation = random(form, 6, 5);
    Tensor x = x(modulation, 1);
    Tensor merged = weight.add(modulation.lora(x.view(-1)).merged());
    assertClose(h.linear(merged), h.linear(weight).add(modulation.delta(h, x)));
  }

  @ParameterizedTest
  @MethodSource("affineFormsWithVectors")
  void theEffectsOfVectorsAddUp(ModulationForm form) {
    Tensor h = TinyBase.gaussian(random, 1, 2, 4, 6);
    Modulation modulation = random(form, 6, 5);
    Tensor one = x(modulation, 2);
    Tensor two = x(modulation, 2);
    Tensor zero = modulation.delta(h, none(modulation, 2));
    Tensor both = modulation.delta(h, one.add(two)).sub(zero);
    Tensor sum = modulation.delta(h, one).add(modulation.delta(h, two)).sub(zero.mul(2));
    assertClose(both, sum);
  }

  @ParameterizedTest
  @MethodSource("affineFormsWithVectors")
  void aVectorIsTheScalesOfItsComponents(ModulationForm form) {
    Modulation modulation = random(form, 6, 5);
    Tensor x = x(modulation, 1).view(-1);
    Tensor sum = modulation.lora(none(modulation, 1).view(-1)).merged();
    for (int k = 0; k < modulation.dimensions(); k++) {
      LoraPair pair = modulation.component(k);
      assertThat(pair.a().size(0)).isEqualTo(1);
      sum = sum.add(pair.merged().mul(x.narrow(0, k, 1)));
    }
    assertClose(sum, modulation.lora(x).merged());
  }

  @ParameterizedTest
  @MethodSource("affineFormsWithVectors")
  void weightsOfTheModulesAreInTheComponents(ModulationForm form) {
    Adapter adapter = adapter(form, Sharing.WEIGHTED);
    Tensor x = x(adapter.dimensions(), 1).view(-1);
    Map<ModuleId, LoraPair> none = adapter.lora(x.mul(0));
    adapter
        .lora(x)
        .forEach(
            (id, pair) -> {
              Tensor sum = Objects.requireNonNull(none.get(id)).merged();
              for (int k = 0; k < adapter.dimensions(); k++) {
                LoraPair component = Objects.requireNonNull(adapter.component(k).get(id));
                sum = sum.add(component.merged().mul(x.narrow(0, k, 1)));
              }
              assertClose(sum, pair.merged());
            });
  }

  @ParameterizedTest
  @MethodSource("affineForms")
  void recentredMapsAreTheSameForMovedVectors(ModulationForm form) {
    Tensor h = TinyBase.gaussian(random, 1, 2, 4, 6);
    Modulation modulation = random(form, 6, 5);
    Tensor x = x(modulation, 2);
    Tensor mean = x(modulation, 1).view(-1);
    assertClose(modulation.recentred(mean).delta(h, x.sub(mean)), modulation.delta(h, x));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void rescaledMapsAreTheSameForScaledVectors(ModulationForm form) {
    Tensor h = TinyBase.gaussian(random, 1, 2, 4, 6);
    Modulation modulation = random(form, 6, 5);
    Tensor x = x(modulation, 2);
    Tensor scale = x(modulation, 1).view(-1).abs().add(0.5).negate();
    assertClose(modulation.rescaled(scale).delta(h, x.mul(scale)), modulation.delta(h, x));
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void anAdapterIsReadFromTheTensorsThatItNames(ModulationForm form, Sharing sharing) {
    Adapter adapter = adapter(form, sharing);
    Adapter read = Adapter.of(adapter.tensors(), form, sharing);
    assertThat(read.modules().keySet()).containsExactlyElementsOf(adapter.modules().keySet());
    assertThat(read.tensors().keySet()).containsExactlyElementsOf(adapter.tensors().keySet());
    List<Tensor> written = List.copyOf(adapter.tensors().values());
    List<Tensor> found = List.copyOf(read.tensors().values());
    for (int i = 0; i < written.size(); i++) {
      assertThat(found.get(i).toFloats()).isEqualTo(written.get(i).toFloats());
    }
    assertThat(read.firstLayer()).isZero();
    assertThat(read.dimensions()).isEqualTo(adapter.dimensions());
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void aMissingTensorIsNamed(ModulationForm form, Sharing sharing) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(adapter(form, sharing).tensors());
    String letter = form.modulate() == Modulate.NONE ? "V" : "A";
    tensors.remove("1.q." + letter);
    assertThatThrownBy(() -> Adapter.of(tensors, form, sharing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1.q: no tensor " + letter);
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void theBaseWithMergedWeightsSaysWhatTheModulatedBaseSays(ModulationForm form, Sharing sharing) {
    Tensor ids = Tensor.of(new int[] {1, 40, 50, 60}, 1, 4);
    Adapter adapter = adapter(form, sharing);
    Tensor x = x(adapter.dimensions(), 1);
    Map<ModuleId, LoraPair> pairs = adapter.lora(x.view(-1));
    LinearHook merged =
        (module, h) -> {
          LoraPair pair = pairs.get(module);
          return pair == null ? null : h.linear(pair.merged());
        };
    Tensor h = base.embed(ids);
    Tensor plain = base.logits(base.blocks(h, 0, 2, LinearHook.NONE));
    Tensor modulated = base.logits(base.blocks(h, 0, 2, adapter.with(x)));
    assertClose(base.logits(base.blocks(h, 0, 2, merged)), modulated);
    assertThat(modulated.sub(plain).abs().mean().item()).isGreaterThan(0.01);
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void gradientsThroughTheBaseAgreeWithFiniteDifferences(ModulationForm form, Sharing sharing) {
    Adapter adapter = adapter(form, sharing);
    Tensor x = x(adapter.dimensions(), 2);
    List<Tensor> leaves =
        Stream.concat(Stream.of(x), adapter.trainable().stream())
            .filter(leaf -> leaf.count() > 0)
            .toList();
    List<Tensor> gradients;
    try (var recording = Scope.withGradients()) {
      leaves.forEach(Tensor::requireGradient);
      gradients = loss(adapter, x).gradients(Tensor.of(new float[] {1}, 1), leaves);
      gradients.forEach(recording::keep);
    }
    for (int i = 0; i < leaves.size(); i++) {
      Tensor direction = TinyBase.gaussian(random, 1, leaves.get(i).shape());
      double expected = gradients.get(i).mul(direction).sum().item();
      double step = 4e-3;
      leaves.get(i).addInPlace(direction, step);
      double above = loss(adapter, x).item();
      leaves.get(i).addInPlace(direction, -2 * step);
      double below = loss(adapter, x).item();
      leaves.get(i).addInPlace(direction, step);
      assertThat((above - below) / (2 * step))
          .as("leaf %d", i)
          .isCloseTo(expected, within(0.02 * Math.abs(expected) + 2e-3));
    }
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void theOverlapOfADocumentsComponentsAgreesWithFiniteDifferences(
      ModulationForm form, Sharing sharing) {
    Adapter adapter = adapter(form, sharing);
    Tensor x = x(adapter.dimensions(), 2);
    Tensor overlap = adapter.orthogonalityPenalty(x);
    assertThat(overlap.shape()).containsExactly(2);
    if (form.modulate() != Modulate.BOTH) {
      assertThat(overlap.toFloats()).containsOnly(0);
      return;
    }
    Tensor scale = x(adapter.dimensions(), 1).view(-1).abs().add(0.5);
    assertThat(adapter.rescaled(scale).orthogonalityPenalty(x.mul(scale)).toFloats())
        .containsExactly(overlap.toFloats(), within(1e-3f * overlap.toFloats()[0]));
    List<Tensor> leaves = new ArrayList<>(List.of(x));
    adapter
        .tensors()
        .forEach((name, t) -> leaves.addAll(name.matches(".*[AB]") ? List.of(t) : List.of()));
    List<Tensor> gradients;
    try (var recording = Scope.withGradients()) {
      leaves.forEach(Tensor::requireGradient);
      gradients =
          adapter.orthogonalityPenalty(x).gradients(Tensor.of(new float[] {1, 1}, 2), leaves);
      gradients.forEach(recording::keep);
    }
    for (int i = 0; i < leaves.size(); i++) {
      Tensor direction = TinyBase.gaussian(random, 1, leaves.get(i).shape());
      double expected = gradients.get(i).mul(direction).sum().item();
      double step = 1e-3;
      leaves.get(i).addInPlace(direction, step);
      double above = adapter.orthogonalityPenalty(x).sum().item();
      leaves.get(i).addInPlace(direction, -2 * step);
      double below = adapter.orthogonalityPenalty(x).sum().item();
      leaves.get(i).addInPlace(direction, step);
      assertThat((above - below) / (2 * step))
          .as("leaf %d", i)
          .isCloseTo(expected, within(0.02 * Math.abs(expected) + 2e-3));
    }
  }

  /** The definition, entry by entry: inner products of {@code x_k y_k a_k b_k} as matrices. */
  @Test
  void theOverlapIsTheOffDiagonalOfTheComponentsGramMatrix() {
    ModulationForm form = new ModulationForm(Modulate.BOTH, VectorShape.RANK, false);
    Both both = (Both) random(form, 6, 5);
    Tensor x = x(both, 1);
    float[] numbers = x.toFloats();
    double expected = 0;
    for (int k = 0; k < RANK; k++) {
      for (int l = 0; l < RANK; l++) {
        double inner = component(both, numbers, k).mul(component(both, numbers, l)).sum().item();
        expected += k == l ? 0 : inner * inner;
      }
    }
    assertThat(both.orthogonalityPenalty(x).item()).isCloseTo(expected, within(1e-3 * expected));
    Tensor alone = Tensor.of(new float[] {2, 0, 0, 3, 1, 1}, 1, 2 * RANK);
    assertThat(both.orthogonalityPenalty(alone).item()).isZero();
  }

  private static Tensor component(Both both, float[] numbers, int k) {
    double strength = numbers[k] * numbers[RANK + k];
    return both.a().narrow(1, k, 1).matmul(both.b().narrow(0, k, 1)).mul(strength);
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void theBaseIsNotTouched(ModulationForm form, Sharing sharing) throws Exception {
    byte[] file = Files.readAllBytes(folder.resolve("model.safetensors"));
    float[] output = base.outputWeight().toFloats();
    Tensor ids = Tensor.of(new int[] {1, 40, 50, 60}, 1, 4);
    float[] before = base.logits(base.blocks(base.embed(ids), 0, 2, LinearHook.NONE)).toFloats();
    Adapter adapter = adapter(form, sharing);
    loss(adapter, x(adapter.dimensions(), 2));
    assertThat(base.logits(base.blocks(base.embed(ids), 0, 2, LinearHook.NONE)).toFloats())
        .isEqualTo(before);
    assertThat(base.outputWeight().toFloats()).isEqualTo(output);
    assertThat(folder.resolve("model.safetensors")).hasBinaryContent(file);
  }

  /** Nats of two short texts, of two documents. */
  private static Tensor loss(Adapter adapter, Tensor x) {
    Tensor ids = Tensor.of(new int[] {33, 34, 35, 36, 60, 61, 62, 63}, 2, 4);
    Tensor logits = base.logits(base.blocks(base.embed(ids), 0, 2, adapter.with(x)));
    return logits
        .logSoftmax(-1)
        .view(8, -1)
        .pick(Tensor.indices(34, 35, 36, 37, 61, 62, 63, 64))
        .sum()
        .negate()
        .view(1);
  }

  @Test
  void vectorsOfOneSizeAreWantedWhereModulesShareThem() {
    ModulationForm column = new ModulationForm(Modulate.DOWN, VectorShape.COLUMN, false);
    SequencedMap<ModuleId, Modulation> modules = new LinkedHashMap<>();
    modules.put(new ModuleId(0, LinearKind.UP), new ModulationFactory(column).zeros(6, 5, RANK));
    modules.put(new ModuleId(0, LinearKind.DOWN), new ModulationFactory(column).zeros(5, 6, RANK));
    assertThat(Adapter.of(modules, Sharing.MODULE).dimensions()).isEqualTo(11);
    assertThatThrownBy(() -> Adapter.of(modules, Sharing.ALL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[6, 5]");
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void anAdapterInAnotherGaugeIsTheSame(ModulationForm form, Sharing sharing) {
    Adapter adapter = adapter(form, sharing);
    Tensor x = x(adapter.dimensions(), 2);
    Tensor scale = x(adapter.dimensions(), 1).view(-1).abs().add(0.5);
    Tensor expected = loss(adapter, x);
    assertThat(loss(adapter.rescaled(scale), x.mul(scale)).item())
        .isCloseTo(expected.item(), within(1e-3));
    if (adapter.isAffine()) {
      assertThat(loss(adapter.recentred(scale), x.sub(scale)).item())
          .isCloseTo(expected.item(), within(1e-3));
    }
  }

  private Adapter adapter(ModulationForm form, Sharing sharing) {
    SequencedMap<ModuleId, Modulation> modules = new LinkedHashMap<>();
    // Maps of one size, so that a vector by column can be shared too.
    for (ModuleId id :
        List.of(
            new ModuleId(0, LinearKind.Q),
            new ModuleId(1, LinearKind.Q),
            new ModuleId(1, LinearKind.O))) {
      modules.put(id, random(form, base.config().in(id.kind()), base.config().out(id.kind())));
    }
    Adapter adapter = Adapter.of(modules, sharing);
    if (adapter.weights() != null) {
      adapter.weights().copyInPlace(TinyBase.gaussian(random, 1, modules.size()));
    }
    return adapter;
  }

  /** With every tensor random, as training leaves it. */
  private Modulation random(ModulationForm form, int in, int out) {
    Modulation modulation = new ModulationFactory(form).zeros(in, out, RANK);
    modulation
        .tensors()
        .values()
        .forEach(t -> t.copyInPlace(TinyBase.gaussian(random, 0.3, t.shape())));
    return modulation;
  }

  private Tensor x(Modulation modulation, int documents) {
    return x(modulation.dimensions(), documents);
  }

  private Tensor x(int numbers, int documents) {
    return TinyBase.gaussian(random, 1, documents, numbers);
  }

  private static Tensor none(Modulation modulation, int documents) {
    return Tensor.of(
        new float[documents * modulation.dimensions()], documents, modulation.dimensions());
  }

  private static void assertClose(Tensor actual, Tensor expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.sub(expected).abs().view(-1).max(0).item()).isLessThan(CLOSE);
    assertThat(expected.abs().view(-1).max(0).item()).isGreaterThan(100 * CLOSE);
  }
}
