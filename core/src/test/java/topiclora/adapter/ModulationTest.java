package topiclora.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import topiclora.base.BaseModel;
import topiclora.base.LinearKind;
import topiclora.base.Modulator;
import topiclora.base.ModuleId;
import topiclora.base.TinyBase;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/** What every form of modulation must hold to. */
final class ModulationTest {
  private static final int RANK = 3;
  private static final double CLOSE = 1e-4;

  /** How a form is made for one linear map. */
  interface Form {
    /** With the shared term at zero, as a fit starts, or with every tensor random. */
    Modulation make(int in, int out, boolean started, Random random);
  }

  private static Stream<Form> forms() {
    return Stream.of(
        (in, out, started, random) ->
            new Down(
                TinyBase.gaussian(random, 0.3, out, RANK),
                TinyBase.gaussian(random, started ? 0 : 0.3, RANK, in),
                TinyBase.gaussian(random, 0.3, RANK, in)));
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
    assertThat(Modulation.class.getPermittedSubclasses()).hasSize((int) forms().count());
  }

  @ParameterizedTest
  @MethodSource("forms")
  void nothingIsAddedAtTheStartWhereXIsZero(Form form) {
    Tensor h = TinyBase.gaussian(random, 1, 2, 4, 6);
    Modulation modulation = form.make(6, 5, true, random);
    assertThat(modulation.delta(h, none(2)).toFloats()).containsOnly(0);
    assertThat(modulation.delta(h, x(2)).abs().max(0).toFloats()).doesNotContain(0);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aBatchOfDifferentDocumentsEqualsOneAtATime(Form form) {
    Tensor h = TinyBase.gaussian(random, 1, 3, 4, 6);
    Tensor x = x(3);
    Modulation modulation = form.make(6, 5, false, random);
    Tensor batch = modulation.delta(h, x);
    assertThat(batch.shape()).containsExactly(3, 4, 5);
    for (int b = 0; b < 3; b++) {
      Tensor alone = modulation.delta(h.narrow(0, b, 1), x.narrow(0, b, 1));
      assertClose(batch.narrow(0, b, 1), alone);
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void mergedWeightsEqualTheTermThatIsAdded(Form form) {
    Tensor h = TinyBase.gaussian(random, 1, 1, 4, 6);
    Tensor weight = TinyBase.gaussian(random, 1, 5, 6);
    Tensor x = x(1);
    Modulation modulation = form.make(6, 5, false, random);
    Tensor merged = weight.add(modulation.lora(x.view(-1)).merged());
    assertClose(h.linear(merged), h.linear(weight).add(modulation.delta(h, x)));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void theEffectsOfVectorsAddUp(Form form) {
    Tensor h = TinyBase.gaussian(random, 1, 2, 4, 6);
    Tensor one = x(2);
    Tensor two = x(2);
    Modulation modulation = form.make(6, 5, false, random);
    Tensor zero = modulation.delta(h, none(2));
    Tensor both = modulation.delta(h, one.add(two)).sub(zero);
    Tensor sum = modulation.delta(h, one).add(modulation.delta(h, two)).sub(zero.mul(2));
    assertClose(both, sum);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void recentredMapsAreTheSameForMovedVectors(Form form) {
    Tensor h = TinyBase.gaussian(random, 1, 2, 4, 6);
    Tensor x = x(2);
    Tensor mean = x(1).view(-1);
    Modulation modulation = form.make(6, 5, false, random);
    assertClose(modulation.recentred(mean).delta(h, x.sub(mean)), modulation.delta(h, x));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void rescaledMapsAreTheSameForScaledVectors(Form form) {
    Tensor h = TinyBase.gaussian(random, 1, 2, 4, 6);
    Tensor x = x(2);
    Tensor scale = Tensor.of(new float[] {2, -0.5f, 3}, RANK);
    Modulation modulation = form.make(6, 5, false, random);
    assertClose(modulation.rescaled(scale).delta(h, x.mul(scale)), modulation.delta(h, x));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void anAdapterIsReadFromTheTensorsThatItNames(Form form) {
    Adapter adapter = adapter(form);
    Adapter read = Adapter.of(adapter.tensors());
    assertThat(read.modules().keySet()).containsExactlyElementsOf(adapter.modules().keySet());
    assertThat(read.tensors().keySet()).containsExactlyElementsOf(adapter.tensors().keySet());
    List<Tensor> written = List.copyOf(adapter.tensors().values());
    List<Tensor> found = List.copyOf(read.tensors().values());
    for (int i = 0; i < written.size(); i++) {
      assertThat(found.get(i).toFloats()).isEqualTo(written.get(i).toFloats());
    }
    assertThat(read.firstLayer()).isZero();
    assertThat(read.rank()).isEqualTo(RANK);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aMissingTensorIsNamed(Form form) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(adapter(form).tensors());
    tensors.remove("1.down.A");
    assertThatThrownBy(() -> Adapter.of(tensors))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1.down.A");
  }

  @ParameterizedTest
  @MethodSource("forms")
  void theBaseWithMergedWeightsSaysWhatTheModulatedBaseSays(Form form) {
    Tensor ids = Tensor.of(new int[] {1, 40, 50, 60}, 1, 4);
    Tensor x = x(1);
    Adapter adapter = adapter(form);
    Modulator merged =
        (module, h) -> {
          Modulation m = adapter.modules().get(module);
          return m == null ? null : h.linear(m.lora(x.view(-1)).merged());
        };
    Tensor h = base.embed(ids);
    Tensor plain = base.logits(base.blocks(h, 0, 2, Modulator.NONE));
    Tensor modulated = base.logits(base.blocks(h, 0, 2, adapter.with(x)));
    assertClose(base.logits(base.blocks(h, 0, 2, merged)), modulated);
    assertThat(modulated.sub(plain).abs().mean().item()).isGreaterThan(0.01);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void gradientsThroughTheBaseAgreeWithFiniteDifferences(Form form) {
    Adapter adapter = adapter(form);
    Tensor x = x(2);
    List<Tensor> leaves = Stream.concat(Stream.of(x), adapter.learned().stream()).toList();
    List<Tensor> gradients;
    try (var recording = Scope.withGradients()) {
      leaves.forEach(Tensor::requireGradient);
      gradients = loss(adapter, x).gradients(Tensor.of(new float[] {1}, 1), leaves);
      gradients.forEach(recording::keep);
    }
    for (int i = 0; i < leaves.size(); i++) {
      Tensor direction = TinyBase.gaussian(random, 1, leaves.get(i).shape());
      double expected = gradients.get(i).mul(direction).sum().item();
      double step = 1e-2;
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
  @MethodSource("forms")
  void theBaseIsNotTouched(Form form) throws Exception {
    byte[] file = Files.readAllBytes(folder.resolve("model.safetensors"));
    float[] output = base.outputWeight().toFloats();
    Tensor ids = Tensor.of(new int[] {1, 40, 50, 60}, 1, 4);
    float[] before = base.logits(base.blocks(base.embed(ids), 0, 2, Modulator.NONE)).toFloats();
    loss(adapter(form), x(2));
    assertThat(base.logits(base.blocks(base.embed(ids), 0, 2, Modulator.NONE)).toFloats())
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

  private Adapter adapter(Form form) {
    SequencedMap<ModuleId, Modulation> modules = new LinkedHashMap<>();
    for (ModuleId id :
        List.of(
            new ModuleId(0, LinearKind.Q),
            new ModuleId(1, LinearKind.GATE),
            new ModuleId(1, LinearKind.DOWN))) {
      int in = base.config().in(id.kind());
      modules.put(id, form.make(in, base.config().out(id.kind()), false, random));
    }
    return new Adapter(modules);
  }

  private Tensor x(int documents) {
    return TinyBase.gaussian(random, 1, documents, RANK);
  }

  private static Tensor none(int documents) {
    return Tensor.of(new float[documents * RANK], documents, RANK);
  }

  private static void assertClose(Tensor actual, Tensor expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.sub(expected).abs().view(-1).max(0).item()).isLessThan(CLOSE);
    assertThat(expected.abs().view(-1).max(0).item()).isGreaterThan(100 * CLOSE);
  }
}
