package topiclora.study;

import java.util.function.ToDoubleFunction;
import topiclora.fit.FitOptions;
import topiclora.fit.HeldOut;
import topiclora.fit.Windows;
import topiclora.model.Catalogue;
import topiclora.model.DocumentVector;
import topiclora.model.TopicModel;

/**
 * A fit that was made.
 *
 * @param key names it among all fits
 * @param catalogue the documents, cut as the fit has them
 * @param seconds that it took
 */
record Run(String key, TopicModel model, Catalogue catalogue, double seconds) {
  FitOptions options() {
    return model.options();
  }

  Windows windows() {
    return catalogue.windows();
  }

  int numbers() {
    return model.numbers();
  }

  float[][] x() {
    return model.documents().stream().map(DocumentVector::x).toArray(float[][]::new);
  }

  /** Nats per held-out token with each document's own x. */
  double own() {
    return mean(DocumentVector::ownNats);
  }

  /** The same with the shared part alone. */
  double zero() {
    return mean(DocumentVector::zeroNats);
  }

  /** The same with the x of another document. */
  double other() {
    return mean(DocumentVector::otherNats);
  }

  double gain() {
    return zero() - own();
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
    int count = Math.min(training.length, w.rows(true).length);
    boolean[] out = new boolean[w.count()];
    for (int i = 0; i < count; i++) {
      out[training[(int) ((long) i * training.length / count)]] = true;
    }
    return new Windows(
        w.size(), w.lead(), w.documents(), w.tokens(), w.length(), w.first(), w.owner(), out);
  }

  static double[] figures(HeldOut held) {
    return new double[] {held.meanOwn(), held.meanZero(), held.meanOther()};
  }
}
