package topiclora.plugins.internal.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.core.LearningOptions;
import topiclora.core.internal.fit.Checkpoint;
import topiclora.core.internal.fit.FitInputs;
import topiclora.core.internal.fit.FoldIn;
import topiclora.core.internal.fit.Parameters;
import topiclora.core.internal.forward.Activations;
import topiclora.core.internal.forward.SampledSoftmax;
import topiclora.core.internal.forward.UpperLayers;
import topiclora.core.internal.windows.Windows;
import topiclora.core.internal.windows.WindowsBuilder;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.TinyBase;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/** Plugins of documents that each speak of one letter, which their questions ask for. */
final class MetaTrainingTest {
  private static final int DOCUMENTS = 40;
  private static final LearningOptions OPTIONS =
      LearningOptions.plugins().toBuilder()
          .rank(4)
          .layers(0, 1)
          .window(16)
          .epochs(6)
          .sharedLearningRate(0.02)
          .build();

  @TempDir private static Path folder;
  private static BaseModel base;
  private static Windows passages;
  private static Windows questions;
  private static List<Double> nats;
  private static Parameters whole;

  @TempDir private Path work;

  @BeforeAll
  static void learnOnce() {
    base = TinyBase.open(folder.resolve("base"));
    Random random = new Random(8);
    var sentences = new WindowsBuilder(16, 256, 1);
    var asked = new WindowsBuilder(16, 256, 1);
    for (int d = 0; d < DOCUMENTS; d++) {
      List<WindowsBuilder.Segment> passages = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        int[] sentence = base.tokenizer().encode(TinyBase.text(d % 3, 12, random));
        passages.add(new WindowsBuilder.Segment(new int[0], sentence));
      }
      sentences.add(passages);
      String answer = TinyBase.text(d % 3, 3, random);
      asked.add(d, base.tokenizer().encode("is it"), base.tokenizer().encode(answer));
    }
    passages = sentences.build();
    questions = asked.build();
    nats = new ArrayList<>();
    whole =
        learn(
            folder.resolve("work"),
            (stage, done, total, note) -> {
              if (done == total) {
                nats.add(Double.parseDouble(note.split(" ", 2)[0]));
              }
            });
  }

  @AfterAll
  static void closeBase() {
    base.close();
  }

  @Test
  void answersAreForetoldBetterFromPassToPass() {
    assertThat(nats).hasSize(OPTIONS.epochs());
    assertThat(nats.getLast()).isLessThan(nats.getFirst() - 0.1);
  }

  /** The vectors come from sentences alone, of documents that no pass has had questions about. */
  @Test
  void aVectorFoldedInFromSentencesAnswersBetterThanAnothers() {
    try (var scope = Scope.open()) {
      Tensor x = FoldIn.vectors(base, passages, whole, OPTIONS, Progress.SILENT);
      Parameters learned = whole.with(x);
      double own = nats(learned, x);
      assertThat(own).isLessThan(nats(learned, x.mul(0)));
      assertThat(own).isLessThan(nats(learned, x.roll(1, 0)));
    }
  }

  @Test
  void aMetaFitThatIsStoppedAndContinuedGivesTheSameBits() {
    int[] left = {4};
    Progress stopping =
        (stage, done, total, note) -> {
          if (--left[0] == 0) {
            throw new CancellationException(stage);
          }
        };
    assertThatThrownBy(() -> learn(work.resolve("work"), stopping))
        .isInstanceOf(CancellationException.class);
    Parameters continued = learn(work.resolve("work"), Progress.SILENT);
    var expected = List.copyOf(whole.tensors().values());
    var found = List.copyOf(continued.tensors().values());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i).toFloats()).isEqualTo(expected.get(i).toFloats());
    }
  }

  private static Parameters learn(Path folderOfOne, Progress progress) {
    var inputs = new FitInputs("0.1.0", base.sha256(), "F32", "letters", OPTIONS, List.of());
    Checkpoint checkpoint = Checkpoint.open(folderOfOne, inputs, true, Duration.ZERO);
    return new MetaTraining(base, passages, questions, OPTIONS, checkpoint, progress).run();
  }

  private static double nats(Parameters learned, Tensor x) {
    Activations read = Activations.computed(base, questions, learned.adapter().firstLayer());
    var upper = new UpperLayers(base, questions, read, learned.adapter().firstLayer());
    int[] rows = questions.rows(false);
    Tensor xb = x.select(0, Tensor.indices(questions.owners(rows)));
    double sum = 0;
    for (float one : upper.read(rows).nll(learned.adapter().with(xb), SampledSoftmax.whole(base))) {
      sum += one;
    }
    return sum / questions.targets(rows);
  }
}
