package topiclora.core.internal.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import topiclora.core.LearningOptions;
import topiclora.core.Modulate;
import topiclora.core.ModulationForm;
import topiclora.core.Prior;
import topiclora.core.Sharing;
import topiclora.core.VectorShape;
import topiclora.core.internal.forward.ActivationCache;
import topiclora.core.internal.windows.Windows;
import topiclora.core.internal.windows.WindowsBuilder;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.model.TinyBase;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/** The whole fit, on a planted corpus that the tiny base reads in moments. */
final class FitTest {
  private static final int DOCUMENTS = 60;
  private static final LearningOptions OPTIONS = PlantedCorpus.OPTIONS;

  @TempDir private static Path folder;
  private static BaseModel base;
  private static Windows windows;
  private static FitResult whole;

  @TempDir private Path work;

  @BeforeAll
  static void fitOnce() {
    base = TinyBase.open(folder.resolve("base"));
    windows = PlantedCorpus.windows(base, DOCUMENTS);
    whole = fit(OPTIONS, checkpoint(folder.resolve("work")), Progress.SILENT);
  }

  @AfterAll
  static void closeBase() {
    base.close();
  }

  @Test
  void ownVectorsPredictTheHeldOutWindowsBetterThanNoneAndThoseOfOthers() {
    HeldOut held = whole.heldOut();
    assertThat(held.meanOwnNll()).isLessThan(held.meanSharedNll() - 0.1);
    assertThat(held.meanShuffledNll()).isGreaterThan(held.meanSharedNll());
    assertThat(Arrays.stream(held.tokens()).sum()).isEqualTo(windows.targets(windows.rows(true)));
    assertThat(whole.windows()).isEqualTo(windows.trainingCounts());
    assertThat(whole.epochs()).hasSizeBetween(1, OPTIONS.epochs());
  }

  @Test
  void documentsOfOneSubjectAreNearestToEachOther() {
    float[][] x = whole.parameters().x().toRows();
    long alike = IntStream.range(0, DOCUMENTS).filter(d -> nearest(x, d) % 3 == d % 3).count();
    assertThat(alike).isGreaterThan(DOCUMENTS * 9 / 10);
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    assertSameBits(fit(OPTIONS, checkpoint(work.resolve("work")), Progress.SILENT));
  }

  @Test
  void anotherSeedGivesAnotherModel() {
    FitResult other =
        fit(OPTIONS.toBuilder().seed(2).build(), checkpoint(work.resolve("work")), Progress.SILENT);
    assertThat(other.parameters().x().toFloats()).isNotEqualTo(whole.parameters().x().toFloats());
  }

  /** Stages as the progress names them, and which of their steps the fit is stopped at. */
  @ParameterizedTest
  @CsvSource({
    "reading the windows, 1",
    "reading the windows, 3",
    "reading the texts, 1",
    "gradient pass, 1",
    "epoch 1, 1",
    "epoch 1, 2",
    "held-out windows, 1",
    "epoch 2, 1",
    "epoch 2, 2",
    "held-out windows, 3"
  })
  void aFitThatIsStoppedAndContinuedGivesTheSameBits(String stage, int step) {
    stop(stage, step);
    assertSameBits(fit(OPTIONS, checkpoint(work.resolve("work")), Progress.SILENT));
  }

  @Test
  void aContinuedFitDoesNotRepeatWhatWasSaved() {
    stop("epoch 1", 2);
    List<String> stages = new ArrayList<>();
    fit(
        OPTIONS,
        checkpoint(work.resolve("work")),
        (stage, done, total, note) -> stages.add(stage + " " + done));
    assertThat(stages)
        .doesNotContain("reading the windows 128", "gradient pass 128", "epoch 1 128")
        .contains("epoch 1 256");
  }

  @Test
  void aRowOfTheCacheThatWasHalfWrittenIsComputedAgain() throws Exception {
    stop("reading the windows", 2);
    Path cache = work.resolve("work").resolve("windows.bf16");
    byte[] bytes = Files.readAllBytes(cache);
    Files.write(cache, Arrays.copyOf(bytes, bytes.length - 1001));
    assertSameBits(fit(OPTIONS, checkpoint(work.resolve("work")), Progress.SILENT));
  }

  @Test
  void rowsBeyondTheCacheAreComputedWhenTheyAreAskedFor() {
    int rowBytes = (windows.size() + 2) * base.config().width() * 2;
    var kept = new ActivationCache(base, 1, windows, work.resolve("all"), 1L << 30);
    var none = new ActivationCache(base, 1, windows, work.resolve("few"), 10L * rowBytes);
    kept.fill(Progress.SILENT);
    none.fill(Progress.SILENT);
    try (var scope = Scope.open()) {
      Tensor difference = kept.rows(new int[] {3, 40}).sub(none.rows(new int[] {3, 40}));
      assertThat(difference.abs().view(-1).max(0).item()).isLessThan(0.02); // one has 8 bits
      assertThat(none.rows(new int[] {3}).toFloats())
          .isEqualTo(kept.rows(new int[] {3}).toFloats());
      float[] found = kept.promptEmbeddings(new int[] {3, 40}).toFloats();
      float[] wanted = none.promptEmbeddings(new int[] {3, 40}).toFloats();
      assertThat(found).containsExactly(wanted, within(1e-5f));
    }
  }

  @ParameterizedTest
  @EnumSource(Prior.class)
  void anyPriorFitsWithAndWithoutLearningTheSharedPart(Prior prior) {
    for (double rate : new double[] {0, 0.01}) {
      LearningOptions options =
          OPTIONS.toBuilder().prior(prior).sharedLearningRate(rate).epochs(1).build();
      Path folderOfOne = work.resolve("work" + rate);
      HeldOut held = fit(options, checkpoint(folderOfOne), Progress.SILENT).heldOut();
      assertThat(held.meanOwnNll()).isLessThan(held.meanSharedNll());
    }
  }

  private static Stream<LearningOptions> forms() {
    LearningOptions.Builder options = OPTIONS.toBuilder().layers(0, 1).epochs(1);
    ModulationForm up = new ModulationForm(Modulate.UP, VectorShape.RANK, true);
    ModulationForm column = new ModulationForm(Modulate.DOWN, VectorShape.COLUMN, false);
    ModulationForm both = new ModulationForm(Modulate.BOTH, VectorShape.RANK, false);
    ModulationForm hyper = new ModulationForm(Modulate.HYPER, VectorShape.RANK, false);
    return Stream.of(
        options.modulation(up).build(),
        options.modulation(up).sharing(Sharing.WEIGHTED).build(),
        options.modulation(column).sharing(Sharing.ALL).build(),
        options.modulation(both).build(),
        options.modulation(hyper).rank(24).build(),
        options
            .modulation(ModulationForm.of(Modulate.DOWN))
            .rank(3)
            .sharing(Sharing.MODULE)
            .build(),
        options.sharing(Sharing.ALL).nonNegative(true).build());
  }

  @ParameterizedTest
  @MethodSource("forms")
  void anyFormLearnsVectorsThatPredictTheHeldOutWindows(LearningOptions options) {
    FitResult result = fit(options, checkpoint(work.resolve("work")), Progress.SILENT);
    HeldOut held = result.heldOut();
    assertThat(held.meanOwnNll()).isLessThan(held.meanSharedNll());
    assertThat(held.meanOwnNll()).isLessThan(held.meanShuffledNll());
    if (options.nonNegative()) {
      // The gauge may turn a component over, so that all of it is on one side of zero.
      for (float[] component : result.parameters().x().transpose(0, 1).toRows()) {
        boolean above = false;
        boolean below = false;
        for (float value : component) {
          above |= value > 0;
          below |= value < 0;
        }
        assertThat(above && below).isFalse();
      }
    }
  }

  @Test
  void oneLoraForAllLearnsTheCorpusAndHasNoVectors() {
    ModulationForm lora = new ModulationForm(Modulate.NONE, VectorShape.RANK, false);
    LearningOptions options = OPTIONS.toBuilder().modulation(lora).build();
    FitResult result = fit(options, checkpoint(work.resolve("work")), Progress.SILENT);
    HeldOut held = result.heldOut();
    assertThat(result.parameters().x().shape()).containsExactly(DOCUMENTS, 0);
    assertThat(held.ownNll()).isEqualTo(held.sharedNll()).isEqualTo(held.shuffledNll());
    try (var scope = Scope.open()) {
      var bare = HeldOutEvaluation.VectorChoice.sharedOnly(OPTIONS.rank());
      Parameters nothing =
          Parameters.empty(base.config(), Fit.modules(base, OPTIONS), 1, 3, OPTIONS);
      double[] nats =
          HeldOutEvaluation.nll(base, windows, nothing, List.of(bare), Progress.SILENT)[0];
      assertThat(Arrays.stream(held.ownNll()).sum()).isLessThan(Arrays.stream(nats).sum() - 2);
    }
  }

  @Test
  void aLoraFitThatIsStoppedAndContinuedGivesTheSameBits() {
    ModulationForm lora = new ModulationForm(Modulate.NONE, VectorShape.RANK, false);
    LearningOptions options = OPTIONS.toBuilder().modulation(lora).build();
    FitResult once = fit(options, checkpoint(work.resolve("once")), Progress.SILENT);
    stop(options, "epoch 1", 2);
    FitResult again = fit(options, checkpoint(work.resolve("work")), Progress.SILENT);
    var expected = List.copyOf(once.parameters().adapter().trainable());
    var found = List.copyOf(again.parameters().adapter().trainable());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i).toFloats()).isEqualTo(expected.get(i).toFloats());
    }
    assertThat(again.epochs()).isEqualTo(once.epochs());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void thePriorOfOrthogonalityMakesComponentsOverlapLess(boolean learnedA) {
    ModulationForm both = new ModulationForm(Modulate.BOTH, VectorShape.RANK, learnedA);
    LearningOptions without = OPTIONS.toBuilder().modulation(both).epochs(4).build();
    LearningOptions with = without.toBuilder().orthogonality(3e4).build();
    double free = overlap(fit(without, checkpoint(work.resolve("free")), Progress.SILENT));
    double held = overlap(fit(with, checkpoint(work.resolve("held")), Progress.SILENT));
    assertThat(held).isPositive().isLessThan(0.8 * free);
  }

  private static double overlap(FitResult result) {
    try (var scope = Scope.open()) {
      Parameters learned = result.parameters();
      return learned.adapter().orthogonalityPenalty(learned.x()).sum().item();
    }
  }

  @Test
  void theMeanDocumentIsAtZero() {
    float[][] x = whole.parameters().x().toRows();
    for (int k = 0; k < 3; k++) {
      double sum = 0;
      double squares = 0;
      for (int d = 0; d < DOCUMENTS; d++) {
        sum += (double) x[d][k] * whole.windows()[d];
        squares += x[d][k] * x[d][k];
      }
      assertThat(Math.abs(sum / windows.rows(false).length))
          .isLessThan(1e-3 * Math.sqrt(squares / DOCUMENTS));
    }
  }

  @Test
  void aDocumentThatIsFoldedInComesToWhereTheFitPutItsKind() {
    try (var scope = Scope.open()) {
      float[][] folded =
          FoldIn.vectors(base, windows, whole.parameters(), OPTIONS, Progress.SILENT).toRows();
      float[][] x = whole.parameters().x().toRows();
      for (int d = 0; d < DOCUMENTS; d++) {
        assertThat(cosine(folded[d], x[d])).as("document %d", d).isGreaterThan(0.95);
      }
    }
  }

  @Test
  void theBaseIsUnchangedByAFit() throws Exception {
    Path weights = folder.resolve("base").resolve("model.safetensors");
    byte[] before = Files.readAllBytes(weights);
    String sha256 = base.sha256();
    float[] output = base.outputWeight().toFloats();
    float[] states = states();
    fit(OPTIONS.toBuilder().epochs(1).build(), checkpoint(work.resolve("work")), Progress.SILENT);
    assertThat(weights).hasBinaryContent(before);
    assertThat(base.outputWeight().toFloats()).isEqualTo(output);
    assertThat(states()).isEqualTo(states);
    try (var again = TinyBase.open(folder.resolve("base"))) {
      assertThat(again.sha256()).isEqualTo(sha256);
    }
  }

  @Test
  void documentsOfOneWindowEachAreFittedWithoutAnEncoder() {
    var single = new WindowsBuilder(OPTIONS.window(), OPTIONS.window(), OPTIONS.seed());
    for (int d = 0; d < DOCUMENTS; d++) {
      String text = TinyBase.text(d % 3, 40, new Random(d));
      single.add("document " + d, base.tokenizer().encode(text));
    }
    Windows alone = single.build();
    LearningOptions still = OPTIONS.toBuilder().sharedLearningRate(0).epochs(2).build();
    FitResult moved = fit(alone, still, checkpoint(work.resolve("moved")));
    LearningOptions tied = still.toBuilder().l2(1e5).build(); // x stays next to zero
    FitResult none = fit(alone, tied, checkpoint(work.resolve("none")));
    assertThat(moved.epochs()).hasSize(2); // none is held out, so nothing stops it
    for (int pass = 0; pass < 2; pass++) {
      double nats = none.epochs().get(pass).trainNll();
      assertThat(moved.epochs().get(pass).trainNll()).isLessThan(nats - 0.01);
    }
    assertThat(moved.parameters().encoder().weight().abs().view(-1).max(0).item()).isZero();
  }

  @Test
  void twoDocumentsAreTooFew() {
    Windows few = PlantedCorpus.windows(base, 2);
    Fit fit = new Fit(base, few, OPTIONS, checkpoint(work.resolve("work")), Progress.SILENT);
    assertThatThrownBy(fit::run)
        .isInstanceOf(TopicLoraException.BadCorpus.class)
        .hasMessage("2 documents have text enough to be fitted, wanted at least 3");
  }

  @Test
  void layersThatTheBaseHasNotAreRefused() {
    assertThatThrownBy(() -> Fit.modules(base, OPTIONS.toBuilder().layers(1, 2).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("layers are 1-2, the base has 0-1");
  }

  private void stop(String stage, int step) {
    stop(OPTIONS, stage, step);
  }

  private void stop(LearningOptions options, String stage, int step) {
    int[] left = {step};
    Progress stopping =
        (at, done, total, note) -> {
          if (at.equals(stage) && --left[0] == 0) {
            throw new CancellationException(at);
          }
        };
    assertThatThrownBy(() -> fit(options, checkpoint(work.resolve("work")), stopping))
        .isInstanceOf(CancellationException.class);
  }

  private static FitResult fit(Windows windows, LearningOptions options, Checkpoint checkpoint) {
    return new Fit(base, windows, options, checkpoint, Progress.SILENT).run();
  }

  private static FitResult fit(LearningOptions options, Checkpoint checkpoint, Progress progress) {
    return new Fit(base, windows, options, checkpoint, progress).run();
  }

  private static Checkpoint checkpoint(Path path) {
    return Checkpoint.open(path, PlantedCorpus.INPUTS, true, Duration.ZERO);
  }

  private static void assertSameBits(FitResult result) {
    var expected = List.copyOf(whole.parameters().tensors().values());
    var found = List.copyOf(result.parameters().tensors().values());
    var names = List.copyOf(whole.parameters().tensors().keySet());
    for (int i = 0; i < names.size(); i++) {
      assertThat(found.get(i).toFloats()).as(names.get(i)).isEqualTo(expected.get(i).toFloats());
    }
    assertThat(result.epochs()).isEqualTo(whole.epochs());
    assertThat(result.heldOut().ownNll()).isEqualTo(whole.heldOut().ownNll());
  }

  private static float[] states() {
    try (var scope = Scope.open()) {
      Tensor h = base.embed(windows.ids(new int[] {0, 1, 2}));
      return base.blocks(h, 0, 2, LinearHook.NONE).toFloats();
    }
  }

  private static int nearest(float[][] x, int d) {
    return IntStream.range(0, x.length)
        .filter(other -> other != d)
        .boxed()
        .max((a, b) -> Double.compare(cosine(x[a], x[d]), cosine(x[b], x[d])))
        .orElseThrow();
  }

  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(aa * bb);
  }
}
