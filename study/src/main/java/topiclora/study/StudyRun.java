package topiclora.study;

import java.util.function.ToDoubleFunction;
import topiclora.core.LearningOptions;
import topiclora.core.internal.fit.HeldOut;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.windows.Windows;
import topiclora.lm.internal.math.EvenSample;

/**
 * A fit that was made.
 *
 * @param key names it among all fits
 * @param catalogue the documents, cut as the fit has them
 * @param seconds that it took
 */
record StudyRun(String key, TopicModel model, TokenizedCorpus catalogue, double seconds) {
  LearningOptions options() {
    return model.options();
  }

  Windows windows() {
    return catalogue.windows();
  }

  int dimensions() {
    return model.dimensions();
  }

  float[][] x() {
    return model.documents().stream().map(DocumentVector::vector).toArray(float[][]::new);
  }

  /** Nats per held-out token with each document's own x. */
  double ownNll() {
    return mean(DocumentVector::ownNll);
  }

  /** The same with the shared part alone. */
  double sharedNll() {
    return mean(DocumentVector::sharedNll);
  }

  /** The same with the x of another document. */
  double shuffledNll() {
    return mean(DocumentVector::shuffledNll);
  }

  double nllReduction() {
    return sharedNll() - ownNll();
  }

  private double mean(ToDoubleFunction<DocumentVector> sum) {
    return model.documents().stream().mapToDouble(sum).sum() / tokens();
  }

  long tokens() {
    return model.documents().stream().mapToLong(DocumentVector::heldOutTokens).sum();
  }

  /** Mean |x|, in standard deviations of what one window tells. */
  double norm() {
    return model.documents().stream().mapToDouble(DocumentVector::norm).average().orElse(0);
  }

  /**
   * The same windows with others held out: as many of those that x was learned from, so that what
   * it has learned can be set beside what it has understood.
   */
  Windows swapped() {
    Windows w = windows();
    int[] training = w.rows(false);
    boolean[] out = new boolean[w.count()];
    EvenSample.indices(w.rows(true).length, training.length).forEach(i -> out[training[i]] = true);
    return new Windows(
        w.size(), w.bosLength(), w.documents(), w.tokens(), w.length(), w.first(), w.owner(), out);
  }

  static double[] nlls(HeldOut held) {
    return new double[] {held.meanOwnNll(), held.meanSharedNll(), held.meanShuffledNll()};
  }
}
