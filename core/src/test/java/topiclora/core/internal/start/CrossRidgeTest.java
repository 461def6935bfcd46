package topiclora.core.internal.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import topiclora.core.internal.forward.WindowFeatures;
import topiclora.core.internal.forward.WindowGradients;
import topiclora.lm.internal.model.TinyBase;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Linalg;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/** A regression, and directions, that hold from window to window of a document. */
final class CrossRidgeTest {
  private static final int DOCUMENTS = 120;
  private static final int EACH = 4;
  private static final int WINDOWS = DOCUMENTS * EACH;
  private static final int WIDTH = 6;

  private final Random random = new Random(9);

  @Test
  void aLinearRelationBetweenDocumentsIsRecovered() {
    try (var scope = Scope.open()) {
      Tensor topic = perDocument(TinyBase.gaussian(random, 1, DOCUMENTS, WIDTH));
      Tensor relation = TinyBase.gaussian(random, 1, WIDTH, 2);
      Tensor noise = TinyBase.gaussian(random, 0.3, WINDOWS, 2);
      CrossRidge ridge = CrossRidge.fit(features(topic), topic.matmul(relation).add(noise));
      Tensor exact = topic.matmul(relation);
      Tensor error = ridge.predictions().select(0, owners()).sub(exact);
      assertThat(error.square().sum().item()).isLessThan(0.05 * exact.square().sum().item());
      assertThat(ridge.explained()).isGreaterThan(0.9);
    }
  }

  @Test
  void whatOnlyTheSameWindowKnowsIsNotLearned() {
    try (var scope = Scope.open()) {
      Tensor own = TinyBase.gaussian(random, 1, WINDOWS, WIDTH);
      Tensor relation = TinyBase.gaussian(random, 1, WIDTH, 2);
      CrossRidge ridge = CrossRidge.fit(features(own), own.matmul(relation));
      assertThat(ridge.explained()).isLessThan(0.05);
    }
  }

  @Test
  void aDocumentIsPredictedByFoldsThatHaveNotSeenIt() {
    try (var scope = Scope.open()) {
      Tensor topic = perDocument(TinyBase.gaussian(random, 1, DOCUMENTS, WIDTH));
      Tensor evidence = topic.matmul(TinyBase.gaussian(random, 1, WIDTH, 1));
      float[] changed = evidence.toFloats();
      for (int j = 0; j < EACH; j++) {
        changed[j] += 100; // of document 0
      }
      Tensor other = Tensor.of(changed, WINDOWS, 1);
      Tensor before = CrossRidge.fit(features(topic), evidence).predictions();
      Tensor after = CrossRidge.fit(features(topic), other).predictions();
      float[] moved = after.sub(before).abs().toFloats();
      assertThat(moved[1]).isGreaterThan(1e-3f);
      // The penalty is common to all folds, so its choice may move document 0 a little.
      assertThat(moved[0]).isLessThan(5);
    }
  }

  @Test
  void theDirectionsInWhichDocumentsDifferAreFound() {
    try (var scope = Scope.open()) {
      int outputs = 20;
      Tensor kind = TinyBase.gaussian(random, 1, DOCUMENTS, 2);
      Tensor planted = TinyBase.gaussian(random, 1, 2, outputs);
      Tensor topic = perDocument(kind);
      Tensor own = TinyBase.gaussian(random, 1, WINDOWS, 4);
      Tensor loud = TinyBase.gaussian(random, 3, 4, outputs); // of single windows, and louder
      Tensor gradient =
          topic
              .matmul(planted)
              .add(own.matmul(loud))
              .add(TinyBase.gaussian(random, 0.3, WINDOWS, outputs));
      Tensor features = Tensor.cat(List.of(topic, own), 1);
      Tensor none = Tensor.zeros(DType.F32, DOCUMENTS, WIDTH);
      Tensor directions =
          SpectralStart.found(gradients(gradient), features(features), none, 2).directions();
      Tensor scores = gradient.matmul(directions); // [N, 2]
      assertThat(directions.shape()).containsExactly(outputs, 2);
      for (int k = 0; k < 2; k++) {
        assertThat(explainedBy(topic, scores.narrow(1, k, 1))).isGreaterThan(0.7);
        assertThat(explainedBy(own, scores.narrow(1, k, 1))).isLessThan(0.1);
      }
    }
  }

  @Test
  void aVectorHoldsWhatIsPredictedAndWhatTheDocumentIsAbout() {
    try (var scope = Scope.open()) {
      Tensor kind = TinyBase.gaussian(random, 1, DOCUMENTS, 1);
      Tensor subject = TinyBase.gaussian(random, 1, DOCUMENTS, 1); // which no gradient knows
      Tensor gradient =
          perDocument(kind)
              .matmul(TinyBase.gaussian(random, 1, 1, 12))
              .add(TinyBase.gaussian(random, 0.3, WINDOWS, 12));
      Tensor subjects = subject.matmul(TinyBase.gaussian(random, 1, 1, WIDTH));
      Tensor x =
          SpectralStart.found(gradients(gradient), features(perDocument(kind)), subjects, 2)
              .predicted();
      assertThat(explainedBy(x, kind)).isGreaterThan(0.9);
      assertThat(explainedBy(x, subject)).isGreaterThan(0.9);
      Tensor without =
          SpectralStart.found(gradients(gradient), features(perDocument(kind)), subjects.mul(0), 2)
              .predicted();
      assertThat(explainedBy(without, kind)).isGreaterThan(0.9);
      assertThat(explainedBy(without, subject)).isLessThan(0.1);
    }
  }

  @Test
  void anEncoderExpectsOfNewDocumentsWhatOldOnesOfTheirKindHave() {
    try (var scope = Scope.open()) {
      Tensor features = TinyBase.gaussian(random, 1, DOCUMENTS, WIDTH);
      Tensor vectors = features.matmul(TinyBase.gaussian(random, 1, WIDTH, 2)).add(3);
      Tensor seen = Tensor.cat(List.of(ones(100), ones(DOCUMENTS - 100).mul(0)), 0);
      Encoder encoder = Encoder.fit(features, seen, vectors);
      Tensor error = encoder.predict(features).sub(vectors).narrow(0, 100, DOCUMENTS - 100L);
      assertThat(error.square().mean().item()).isLessThan(0.01);
    }
  }

  private static WindowGradients gradients(Tensor gradient) {
    return new WindowGradients(gradient.to(DType.BF16), List.of());
  }

  private static Tensor ones(int count) {
    return Tensor.zeros(DType.F32, count, 1).add(1);
  }

  /** Share of the variance of {@code y [N, 1]} that a regression on {@code x [N, 2]} explains. */
  private static double explainedBy(Tensor x, Tensor y) {
    Tensor turned = x.transpose(0, 1);
    int width = x.size(1);
    Tensor gram = turned.matmul(x).add(Linalg.eye(width).mul(1e-3));
    Tensor weight = Linalg.solve(gram, turned.matmul(y));
    return 1 - y.sub(x.matmul(weight)).square().sum().item() / y.square().sum().item();
  }

  private static Tensor perDocument(Tensor values) {
    return values.select(0, owners());
  }

  private static Tensor owners() {
    int[] owners = new int[WINDOWS];
    for (int i = 0; i < WINDOWS; i++) {
      owners[i] = i / EACH;
    }
    return Tensor.indices(owners);
  }

  private static WindowFeatures features(Tensor means) {
    Tensor tokens = Tensor.of(new float[WINDOWS], WINDOWS, 1).add(8);
    int[] rows = IntStream.range(0, WINDOWS).toArray();
    return new WindowFeatures(rows, means.mul(8), tokens, owners(), DOCUMENTS);
  }
}
